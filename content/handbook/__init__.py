"""The authors' handbook, docs/editors.md, as a page of the editor, and the ways to its sections."""
