"""Files as they were saved, read into the text that the parser takes."""
