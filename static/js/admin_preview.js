// The preview panel: a page, a reader and a light are chosen by themselves; together they name a mode of Wagtail's.
(() => {
  class PreviewChoices extends window.StimulusModule.Controller {
    static targets = ['mode', 'choice'];

    static values = { apart: String };

    choose() {
      const chosen = Object.fromEntries(this.choiceTargets.map((choice) => [choice.dataset.kind, choice.value]));
      const marks = [chosen.reader, chosen.light].filter(Boolean);
      this.modeTarget.value = [chosen.part ?? '', ...marks].join(this.apartValue);
      this.modeTarget.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  window.wagtail.app.register('preview-choices', PreviewChoices);
})();
