// Wagtail's text editor writes <style> elements while it runs (placeholders, numbers of nested lists), and the
// policy forbids inline style. What it writes becomes an adopted style sheet instead: the same rules, from a script
// that the policy allows.
(() => {
  const NAME = 'adopted-style';

  class AdoptedStyle extends HTMLElement {
    connectedCallback() {
      this.hidden = true;
      this.sheet = this.sheet || new CSSStyleSheet();
      this.take();
      this.watcher = new MutationObserver(() => this.take());
      this.watcher.observe(this, { childList: true, characterData: true, subtree: true });
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.sheet];
    }

    disconnectedCallback() {
      this.watcher.disconnect();
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.sheet);
    }

    take() {
      this.sheet.replaceSync(this.textContent);
    }
  }

  customElements.define(NAME, AdoptedStyle);
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function createElement(name, ...rest) {
    return create.call(this, String(name).toLowerCase() === 'style' ? NAME : name, ...rest);
  };
})();
