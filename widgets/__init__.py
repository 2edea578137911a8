"""One widget a file; each shows or edits one model object that it is given."""
