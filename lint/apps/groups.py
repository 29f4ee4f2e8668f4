"""Groups of commands and arguments as this command line has them, where click has them otherwise."""

from __future__ import annotations

import os
from typing import Any

import click


class Commands(click.Group):
    """The commands; a path where a command is expected gets the command that was meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with a hint."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if os.path.lexists(args[0]) or args[0] == "-":
                raise click.UsageError(
                    f'"{args[0]}" is not a command; did you mean "mtlint check {args[0]}"?'
                ) from None
            raise error from None


class Own(click.Argument):
    """An argument that its command's commands do not name in their usage."""

    def get_usage_pieces(self, ctx: click.Context) -> list[str]:
        """As click does it, for the command itself."""
        return super().get_usage_pieces(ctx) if self in ctx.command.params else []


class Listing(click.Group):
    """A command that lists, and takes a first word that names one of its commands as that."""

    # It has an argument of its own, which a group would leave the command no word for.
    allow_extra_args = False
    allow_interspersed_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As a command does it, but for the words of a command of its own."""
        if not args or args[0] not in self.commands:
            return click.Command.parse_args(self, ctx, args)
        click.Command.parse_args(self, ctx, [])
        ctx.args = list(args)
        return ctx.args

    def invoke(self, ctx: click.Context) -> Any:
        """Run its own command, where one was named."""
        if not ctx.args:
            return click.Command.invoke(self, ctx)
        name, command, rest = self.resolve_command(ctx, ctx.args)
        assert command is not None
        with command.make_context(name, rest, parent=ctx) as inner:
            return command.invoke(inner)
