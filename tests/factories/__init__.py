"""One module per noun; none surprises: every field of weight is passed by the test."""
