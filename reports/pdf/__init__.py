"""The report as a PDF: words and drawings made safe here, set by Typst from the templates of this folder."""
