"""An encoder of BERT base's size with made-up weights, as MGeo's is: 0.4 GB, and what it makes of a text."""

import json
from pathlib import Path

import torch

CHARACTERS, WIDTH, LAYERS, HEADS, INNER, LONGEST = 21128, 768, 12, 12, 3072, 128
WEIGHTS = "pytorch_model.bin"


class Encoder(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.characters = torch.nn.Embedding(CHARACTERS, WIDTH)
        self.places = torch.nn.Embedding(LONGEST, WIDTH)
        layer = torch.nn.TransformerEncoderLayer(WIDTH, HEADS, INNER, 0.0, "gelu", batch_first=True)
        self.layers = torch.nn.TransformerEncoder(layer, LAYERS)
        self.head = torch.nn.Linear(WIDTH, 3)

    def forward(self, ids):
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = self.layers(self.characters(ids) + self.places(places))
        return torch.softmax(self.head(hidden[:, 0]), dim=-1)


def scores(model, text):
    """Three probabilities, on the device that the model is on."""
    ids = [ord(character) % CHARACTERS for character in text[:LONGEST]] or [0]
    device = next(model.parameters()).device
    with torch.inference_mode():
        return model(torch.tensor([ids], device=device))[0].tolist()


def write_bundle(folder: Path, seed: int):
    """Other weights for each seed, in every layer. Returns the model, on the CPU."""
    torch.manual_seed(seed)
    model = Encoder().eval()
    for weights in (each for each in model.parameters() if each.dim() > 1):
        torch.nn.init.normal_(weights, std=0.02)
    folder.mkdir(parents=True)
    torch.save(model.state_dict(), folder / WEIGHTS)
    sizes = {"hidden_size": WIDTH, "num_hidden_layers": LAYERS, "num_attention_heads": HEADS}
    (folder / "config.json").write_text(json.dumps(sizes))
    return model


def load_bundle(folder: Path, device: str):
    model = Encoder().eval()
    model.load_state_dict(torch.load(folder / WEIGHTS, map_location="cpu", weights_only=True))
    return model.to(device)
