"""The house style: every sentence of the interviewer that a script should not repeat."""

from collections.abc import Mapping
from dataclasses import dataclass

# Each message by name, with the placeholders that it may use. The reader refuses a house style
# in which one is missing, unknown, or uses a placeholder that nobody fills.
MESSAGES: Mapping[str, tuple[str, ...]] = {
    # buttons
    "button_skip": (),
    "button_back": (),
    "button_help": (),
    "button_stop": (),
    "button_delete": (),
    "button_send": (),
    "button_send_what_i_have": (),
    "button_go_on": (),
    "button_change": (),
    "button_done": (),
    "button_how": (),
    "button_none_of_these": (),
    "button_leave": (),
    "button_yes_delete": (),
    # said by the engine
    "help": ("contact",),
    "halfway": (),
    "stop_question": (),
    "stopped": (),
    "delete_question": (),
    "deleted": (),
    "suggest_question": (),
    "other_question": (),
    "review_question": (),
    "review_so_far": (),
    "review_nothing": (),
    "skip_offer": (),
    "cannot_skip": (),
    "cannot_go_back": (),
    "choose_one": (),
    "choose_at_most": ("most",),
    "choose_some": (),
    "did_you_mean": ("choice",),
    "rate_each": (),
    "please_write": (),
    "cut_to_length": (),
    "all_too_long": (),
    "welcome_back": (),
    # under an answer in the review
    "kept_as_themes": (),
    "kept_nothing": (),
    "kept_as_allowed": ("k",),
    "words_read": (),
    "words_count": (),
    "words_marked": (),
    "skipped": (),
    # in place of what was found in typed words
    "role_name": (),
    "role_company": (),
    "role_school": (),
    "role_place": (),
    "role_amount": (),
    "role_email": (),
    "role_phone": (),
    "role_link": (),
    "role_handle": (),
    "role_number": (),
    # said by the interviewer around an interview
    "unknown_token": ("contact",),
    "spent_token": ("contact",),
    "expired": (),
    "unreadable_session": (),
    "retired": (),
    "full": (),
    "receipt": (),
    "receipt_unreadable": (),
    "shared_link": ("sends",),
    "changes": ("url",),
    "jobs": ("url",),
    "date": ("day", "month", "year"),
    # said in Telegram only
    "telegram_intro": ("company", "link"),
    "telegram_begin": (),
    "telegram_no_code": (),
    "telegram_nothing_open": (),
    "telegram_sent": (),
    "telegram_group": (),
    "telegram_wait": (),
    "telegram_old_button": (),
    "telegram_changed": (),
    "telegram_added": (),
    "telegram_too_late": (),
    "telegram_all_heads": (),
    "telegram_chosen": ("answer",),
    "telegram_change": ("number",),
    "telegram_reads": (),
    "telegram_review_how": (),
    "telegram_more": (),
    "telegram_receipt": (),
    "telegram_delete_how": (),
    "telegram_forgotten": (),
    "telegram_language": (),
    "telegram_one_language": (),
    "telegram_language_name": (),
    "telegram_about": ("company",),
    "telegram_description": ("company", "operator"),
    "telegram_command_start": (),
    "telegram_command_skip": (),
    "telegram_command_back": (),
    "telegram_command_review": (),
    "telegram_command_help": (),
    "telegram_command_stop": (),
    "telegram_command_delete": (),
    "telegram_command_language": (),
    # progress in words
    "progress_start": (),
    "progress_under_way": (),
    "progress_half": (),
    "progress_late": (),
    "progress_last_two": (),
    "progress_last": (),
    "progress_review": (),
}

# Lists of words: what people type, each matched only when it is the whole message; the numbers and
# the months in their order.
WORDS: tuple[str, ...] = (
    "skip",
    "back",
    "help",
    "stop",
    "delete",
    "review",
    "send",
    "nothing",
    "yes",
    "no",
    "ordinals",
    "months",
)


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Messages by name, acknowledgements to rotate, word lists and synonyms of one language.

    `names` are those of the language, its own first. `synonyms` maps what people type to the label
    it stands for. `ordinals` are in order.
    """

    language: str
    names: tuple[str, ...]
    messages: Mapping[str, str]
    acknowledgements: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, str]
