"""How the weights of the pronoun model are made."""
