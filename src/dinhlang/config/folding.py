"""Templates compiled in one language: sentences and addresses that never change become plain text of the page."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from django.utils import translation
from jinja2 import Environment, Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

PLACE = re.compile(r"%\((\w+)\)s")
SENTENCES = {"_", "gettext"}


class PageTemplate(Template):
    """A template whose macros are the same for every page: what we give all pages is told before any is compiled."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self._module or super()._get_default_module(ctx)


class PageEnvironment(Environment):
    """Compiles templates in its own language. `fixed`: what is called while compiling if its arguments are constant."""

    template_class = PageTemplate
    fixed: Mapping[str, Callable[..., Any]]

    def __init__(self, language: str, **options: Any) -> None:
        super().__init__(**options)  # the caller escapes: autoescape=True
        self.language = language

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 as Jinja calls it
    ) -> str:
        with translation.override(self.language):
            folded = _Folding(self.fixed).visit(source)
        return super()._generate(folded, name, filename, defer_init)


class _Folding(NodeTransformer):
    """Puts constants in the place of calls, and a sentence with values in pieces with its values between."""

    def __init__(self, fixed: Mapping[str, Callable[..., Any]]) -> None:
        self._fixed = fixed

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 the name is Jinja's
        """Call now what is called with nothing but constants."""
        self.generic_visit(node)
        name = _called(node)
        given = [one.value for one in node.args if isinstance(one, nodes.Const)]
        if name not in self._fixed or len(given) < len(node.args) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return node
        return nodes.Const(self._fixed[name](*given), lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """Cut the sentences that stand in the page by themselves."""
        self.generic_visit(node)
        node.nodes = [piece for one in node.nodes for piece in (_pieces(one) if _is_sentence(one) else [one])]
        return node


def _called(node: nodes.Node) -> str:
    return node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else ""


def _is_sentence(node: nodes.Node) -> bool:
    """Tell whether the node is a sentence of ours with values for its places."""
    return (
        isinstance(node, nodes.Call)
        and _called(node) in SENTENCES
        and len(node.args) == 1
        and isinstance(node.args[0], nodes.Const)
        and not node.dyn_args
        and not node.dyn_kwargs
    )


def _pieces(node: nodes.Node) -> Iterator[nodes.Expr]:
    """Yield the words of a sentence and, where they belong, its values, which the page escapes like all others."""
    call = cast("nodes.Call", node)
    values = {one.key: one.value for one in call.kwargs}
    for place, piece in enumerate(PLACE.split(translation.gettext(cast("nodes.Const", call.args[0]).value))):
        if place % 2:
            yield values[piece]
        elif piece:
            yield nodes.Const(Markup(piece) % {}, lineno=call.lineno)  # noqa: S704 our own sentences
