"""What do all pages look like? Style sheets, templates, template tags; see README.md."""
