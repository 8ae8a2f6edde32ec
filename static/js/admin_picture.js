// A picture proposes its description from the library as its alternative text, and never a title.
(() => {
  class Picture extends window.wagtailStreamField.blocks.StructBlockDefinition {
    render(place, prefix, state, error) {
      const block = super.render(place, prefix, state, error);
      const field = document.getElementById(`${prefix}-alt`);
      let proposed = '';
      block.childBlocks.image.widget.addEventListener('chosen', ({ detail }) => {
        if (field.value !== proposed) return;
        // Without a description Wagtail gives the title, which is the name of a file more often than not.
        proposed = detail.default_alt_text === detail.title ? '' : detail.default_alt_text || '';
        field.value = proposed;
        for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
      });
      return block;
    }
  }
  window.telepath.register('content.blocks.Picture', Picture);
})();
