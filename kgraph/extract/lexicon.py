"""The trigger lexicon: which verb or noun, in which frame, expresses which relation."""
