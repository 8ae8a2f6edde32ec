// Starts Wagtail's widgets from data in the page: the policy forbids the inline scripts that started them.
// Only these may be started, so that data in a page can never call anything else.
const KNOWN = new Set([
  'initDateChooser',
  'initTimeChooser',
  'initDateTimeChooser',
  'createMediaChooser',
  'createTaskChooser',
  'new InlinePanel',
  'new MultipleChooserPanel',
  'new Chooser',
  'new PageChooser',
  'new ImageChooser',
  'new DocumentChooser',
  'new SnippetChooser',
]);

(() => {
  const start = (place) => {
    const call = place.dataset.start;
    if (place.dataset.started || !KNOWN.has(call)) return;
    const wanted = window[call.replace('new ', '')];
    // Its own script may still be on the way; the load event asks again.
    if (typeof wanted !== 'function') return;
    place.dataset.started = 'yes';
    const given = JSON.parse(place.dataset.startArgs);
    if (call.startsWith('new ')) Reflect.construct(wanted, given);
    else wanted(...given);
  };
  const startWithin = (node) => {
    if (!(node instanceof Element)) return;
    if (node.matches('[data-start]')) start(node);
    node.querySelectorAll('[data-start]').forEach(start);
  };
  const startAll = () => startWithin(document.documentElement);
  const watch = () => {
    startAll();
    new MutationObserver((changes) => {
      for (const change of changes) change.addedNodes.forEach(startWithin);
    }).observe(document.body, { childList: true, subtree: true });
  };
  document.addEventListener('DOMContentLoaded', watch);
  window.addEventListener('load', startAll);
})();
