// A film that is uploaded without a title gets its file's name as one.
document.addEventListener('DOMContentLoaded', () => {
  const file = document.getElementById('id_file');
  const title = document.getElementById('id_title');
  if (!file || !title) return;
  file.addEventListener('change', () => {
    if (title.value === '') title.value = file.value.split('\\').pop().replace(/\.[^.]+$/, '');
  });
});
