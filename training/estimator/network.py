"""The network: a small pretrained encoder that also sees how words are capitalised, with three heads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from lint.language.pieces import CASES


class Network(nn.Module):
    """Logits of `bad` and `gap` for each piece, and of the share of words to be edited for each sentence."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.case = nn.Embedding(CASES, width)
        nn.init.zeros_(self.case.weight)
        self.pieces = nn.Linear(width, 2)
        self.sentence = nn.Linear(width, 1)

    def forward(self, ids: Tensor, mask: Tensor, case: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of shapes [batch, length], [batch, length], [batch]; `mask` is 1 on what is there and 0 on padding."""
        given = self.encoder.get_input_embeddings()(ids) + self.case(case)
        hidden = self.encoder(inputs_embeds=given, attention_mask=mask).last_hidden_state
        heads = self.pieces(hidden)
        shown = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * shown).sum(1) / shown.sum(1)
        return heads[..., 0], heads[..., 1], self.sentence(mean).squeeze(-1)


def pretrained(folder: Path, kept: list[int], positions: int) -> Network:
    """The network with the weights of a Hugging Face folder; of its word pieces only those `kept`, in their order."""
    encoder = AutoModel.from_pretrained(folder, attn_implementation="eager", attention_probs_dropout_prob=0.0)
    words = encoder.get_input_embeddings()
    encoder.set_input_embeddings(nn.Embedding.from_pretrained(words.weight[kept].clone(), freeze=False))
    encoder.config.vocab_size = len(kept)
    encoder.pooler = None
    table = encoder.embeddings.position_embeddings
    encoder.embeddings.position_embeddings = nn.Embedding.from_pretrained(
        table.weight[:positions].clone(), freeze=False
    )
    for name in ("position_ids", "token_type_ids"):
        setattr(encoder.embeddings, name, getattr(encoder.embeddings, name)[:, :positions])
    encoder.config.max_position_embeddings = positions
    return Network(encoder)


def tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a Hugging Face folder, without truncation and padding."""
    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made
