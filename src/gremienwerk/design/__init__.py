"""What do all pages look like? The shared look: style sheets, templates, template tags; see README.md."""
