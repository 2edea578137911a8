"""One widget a file; each shows or edits one model object that it is given.

Importing any widget first sets the environment that Qt and OpenCV share (`qtenv`).
"""

from . import qtenv as qtenv
