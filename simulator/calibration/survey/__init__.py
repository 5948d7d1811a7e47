"""Questionnaires as offices have them -> answers, each bad cell told in a sentence."""

from simulator.calibration.survey.questionnaire import Questionnaire, read_skm, survey_index
from simulator.calibration.survey.servqual_file import ServqualAnswers, read_servqual

__all__ = ["Questionnaire", "ServqualAnswers", "read_servqual", "read_skm", "survey_index"]
