"""Article -> entities, mentions and the relations between them, by rules on a dependency parse."""
