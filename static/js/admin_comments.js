// Once a draft saved itself, Wagtail reads its comments anew; what was written meanwhile is put back among them.
(() => {
  const app = () => window.comments?.commentApp;
  const state = () => app().store.getState().comments;
  const all = () => [...state().comments.values()];
  let before = null;
  let free = 1e6; // numbers that Wagtail, which begins at 1 again, has not given yet

  // The same comment or reply as it came back; one that was new then is known by its place and words.
  const twin = (old, fresh) => fresh.find((one) => (old.remoteId
    ? one.remoteId === old.remoteId
    : old.mode !== 'creating' && one.contentpath === old.contentpath && one.text === old.text));
  const written = ({ mode, text, newText, deleted }) => ({ mode, text, newText, deleted });
  const same = (old, now) => Object.keys(old).every((name) => old[name] === now[name]);

  function replies(old, now) {
    const { dispatch } = app().store;
    for (const reply of old.replies.values()) {
      const found = twin(reply, [...now.replies.values()]);
      if (!found && !reply.remoteId) dispatch(app().actions.addReply(now.localId, { ...reply, localId: free++ }));
      else if (found && !same(written(reply), written(found))) {
        dispatch(app().actions.updateReply(now.localId, found.localId, written(reply)));
      }
    }
  }
  function comment(old, fresh) {
    const { store: { dispatch }, actions } = app();
    const kept = { ...written(old), newReply: old.newReply, resolved: old.resolved };
    const found = twin(old, fresh);
    if (!found && old.remoteId) return null; // gone for good
    if (!found) dispatch(actions.addComment({ ...old, localId: free++, annotation: null }));
    else if (!same(kept, found)) dispatch(actions.updateComment(found.localId, kept));
    if (found) replies(old, found);
    return found ? found.localId : free - 1;
  }

  const focus = (comment, forceFocus) => app().store.dispatch(
    app().actions.setFocusedComment(comment, { updatePinnedComment: forceFocus, forceFocus }),
  );
  document.addEventListener('w-autosave:success', () => {
    if (!app()) return;
    before = { all: all(), focused: document.activeElement.closest('#comments') && state().focusedComment };
    // Otherwise Wagtail would take the last comment for the one that is being written.
    if (before.focused) focus(null, false);
  }, true);
  window.addEventListener('w-autosave:success', () => {
    if (!before) return;
    const [fresh, { all: known, focused }] = [all(), before];
    before = null;
    for (const old of known) {
      const now = comment(old, fresh);
      // Only after the field that is gone has given the focus back.
      if (now && old.localId === focused) setTimeout(() => focus(now, true), 30);
    }
  });
})();
