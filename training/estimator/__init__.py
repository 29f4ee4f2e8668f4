"""How the estimator is made: a small encoder that marks what an editor of machine translation would change."""
