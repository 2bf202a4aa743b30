"""The reader: articles as pages with marks, one pane or two side by side."""
