"""Files and folders -> articles: decoding, titles, what is article text and what is not, copies of one text."""
