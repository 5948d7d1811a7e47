"""The checkpoint quiz."""

from simulator.teaching.panels.panel import Panel
from simulator.teaching.plan import Verdict
from simulator.teaching.state import LessonState
from simulator.teaching.words import Words
from simulator.widgets import Choice, Message


class Quiz(Panel):
    """Questions with feedback on every option; wrong answers may be tried again."""

    def __init__(self, state: LessonState, words: Words) -> None:
        _ = words
        task = _("Empat pertanyaan. Salah boleh dicoba lagi.")
        super().__init__(state, words, _("Periksa pemahaman"), task)
        self.questions = [self._question(number, words) for number in range(len(state.plan.quiz))]
        self.message = Message(lang=words.lang)
        self.fill(*self.questions, self.message)
        state.watch(self.refresh)

    def _question(self, number: int, words: Words) -> Choice:
        _ = words
        item = self.state.plan.quiz[number]
        return Choice(
            question=f"{number + 1}. {item.question}",
            options=[option.text for option in item.options],
            button=_("Jawab"),
            disabled=True,
            lang=words.lang,
            on_choose=lambda chosen: self.judge(number, chosen),
        )

    def judge(self, number: int, chosen: int | None) -> None:
        """Say what the chosen option means."""
        _ = self.words
        question = self.questions[number]
        if chosen is None:
            question.feedback = _("Pilih dulu salah satu jawaban.")
            return
        verdict = self.state.plan.quiz[number].judge(chosen)
        with question.hold_sync():
            question.feedback, question.tone = verdict.feedback, "right" if verdict.right else "again"
        self.state.answer(self._name(number), verdict)

    def refresh(self) -> None:
        """Open once a guess is stored; a question answered rightly is closed; count."""
        _ = self.words
        if not self.state.unlocked:
            self.message.say(self.locked_text)
            return
        tries = [self.state.verdicts.get(self._name(number), []) for number in range(len(self.questions))]
        for question, verdicts in zip(self.questions, tries, strict=True):
            question.disabled = _solved(verdicts)
        solved = sum(map(_solved, tries))
        at_once = sum(verdicts[0].right for verdicts in tries if verdicts)
        text = _("{solved} dari {all} pertanyaan terjawab benar; {at_once} pada jawaban pertama.")
        self.message.say(text.format(solved=solved, all=len(tries), at_once=at_once) if any(tries) else "")

    @staticmethod
    def _name(number: int) -> str:
        return f"quiz-{number + 1}"


def _solved(verdicts: list[Verdict]) -> bool:
    return any(verdict.right for verdict in verdicts)
