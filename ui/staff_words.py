"""The words of what staff do with answers and conversations, in the three languages of answers."""

from __future__ import annotations

from typing import Final

from corpus.types import Frozen, Role
from rag.types import Language
from ui.marks import Mark
from ui.opinions import Opinion


class StaffWords(Frozen):
    """`mark` takes `name` and `on`, `tasks` `name` and `count`.

    `everywhere` takes `first` and `count`, `everywhere_but_one` `first`.
    """

    tools: str
    copy_answer: str
    copied: str
    not_copied: str
    note: str
    judge: str
    opinions: dict[Opinion, str]
    why: str
    own_words: str
    send: str
    thanks: str
    not_sent: str
    alone: str
    everywhere: str
    everywhere_but_one: str
    tasks: str
    no_tasks: str
    roles: dict[Role, str]
    close: str
    opening: str
    mark: str
    check: str
    checker: str
    save_mark: str
    take_back: str
    history: str
    search: str
    none_kept: str
    none_found: str
    rename: str
    name: str
    save: str
    delete: str
    delete_for_good: str
    keep: str
    retry: str
    edit: str
    stop: str
    editing: str
    stopped: str
    gone: str


_ROLES: Final = {
    Role.LEAD: "牵头",
    Role.SOLE: "单独负责",
    Role.JOINT: "共同负责",
    Role.PARTICIPANT: "参与",
    Role.NAMED: "文中指明",
}

_SIMPLIFIED: Final = StaffWords(
    tools="对这个回答的操作",
    copy_answer="复制",
    copied="已复制",
    not_copied="无法复制,请选中后手动复制",
    note="答复稿 (Word)",
    judge="这个回答对吗?",
    opinions={
        Opinion.RIGHT: "正确",
        Opinion.WRONG: "有误",
        Opinion.WRONG_CLAUSE: "条款不对",
        Opinion.WRONG_AGENCY: "单位不对",
    },
    why="哪里不对?",
    own_words="补充说明(可不填)",
    send="提交",
    thanks="已记录,谢谢",
    not_sent="没有记录成功,请稍后再试",
    alone="不联系上文,只按这句话回答",
    everywhere="现只查找《{first}》等 {count} 份文件;点此查找全部文件",
    everywhere_but_one="现只查找《{first}》;点此查找全部文件",
    tasks="{name}的任务,共 {count} 项",
    no_tasks="没有条款给{name}安排任务。",
    roles=_ROLES,
    close="关闭",
    opening="正在打开……",
    mark="✓ 责任已核对:{name},{on}",
    check="标记为已核对",
    checker="核对人",
    save_mark="确认已核对",
    take_back="撤销核对",
    history="历史对话",
    search="按名称或内容查找",
    none_kept="还没有保存的对话。",
    none_found="没有找到。",
    rename="改名",
    name="对话名称",
    save="保存",
    delete="删除",
    delete_for_good="确认删除,不能恢复",
    keep="不删除",
    retry="重新回答",
    edit="修改上一问",
    stop="停止",
    editing="正在修改上一个问题,提交后替换原来的回答;再点“修改上一问”取消。",
    stopped="已停止,问题没有回答。",
    gone="没有这段对话,可能已删除。",
)

_TRADITIONAL: Final = _SIMPLIFIED.model_copy(
    update={
        "tools": "對這個回答的操作",
        "copy_answer": "複製",
        "copied": "已複製",
        "not_copied": "無法複製,請選取後手動複製",
        "note": "答覆稿 (Word)",
        "judge": "這個回答對嗎?",
        "opinions": {
            Opinion.RIGHT: "正確",
            Opinion.WRONG: "有誤",
            Opinion.WRONG_CLAUSE: "條款不對",
            Opinion.WRONG_AGENCY: "單位不對",
        },
        "why": "哪裡不對?",
        "own_words": "補充說明(可不填)",
        "send": "提交",
        "thanks": "已記錄,謝謝",
        "not_sent": "沒有記錄成功,請稍後再試",
        "alone": "不聯繫上文,只按這句話回答",
        "mark": "✓ 責任已核對:{name},{on}",
        "everywhere": "現只查找《{first}》等 {count} 份文件;點此查找全部文件",
        "everywhere_but_one": "現只查找《{first}》;點此查找全部文件",
        "tasks": "{name}的任務,共 {count} 項",
        "no_tasks": "沒有條款給{name}安排任務。",
        "roles": {
            Role.LEAD: "牽頭",
            Role.SOLE: "單獨負責",
            Role.JOINT: "共同負責",
            Role.PARTICIPANT: "參與",
            Role.NAMED: "文中指明",
        },
        "close": "關閉",
    }
)

_ENGLISH: Final = StaffWords(
    tools="What to do with this answer",
    copy_answer="Copy",
    copied="Copied",
    not_copied="Could not copy; please select and copy by hand",
    note="Reply note (Word)",
    judge="Is this answer right?",
    opinions={
        Opinion.RIGHT: "Right",
        Opinion.WRONG: "Wrong",
        Opinion.WRONG_CLAUSE: "Wrong clause",
        Opinion.WRONG_AGENCY: "Wrong agency",
    },
    why="What is wrong?",
    own_words="In your own words (optional)",
    send="Send",
    thanks="Noted, thank you",
    not_sent="This was not noted; please try again",
    alone="Answer this by itself, without what went before",
    everywhere="Limited to {count} documents (《{first}》 and others); search all of them instead",
    everywhere_but_one="Limited to 《{first}》; search all documents instead",
    tasks="Tasks of {name}: {count}",
    no_tasks="No clause gives {name} a task.",
    roles={
        Role.LEAD: "Lead",
        Role.SOLE: "Sole responsibility",
        Role.JOINT: "Jointly responsible",
        Role.PARTICIPANT: "Participant",
        Role.NAMED: "Named in the text",
    },
    close="Close",
    opening="Opening …",
    mark="✓ roles checked by {name}, {on}",
    check="Mark as checked",
    checker="Checked by",
    save_mark="I have checked it",
    take_back="Take the mark back",
    history="History",
    search="Search by name or content",
    none_kept="No conversations have been kept yet.",
    none_found="Nothing found.",
    rename="Rename",
    name="Name of the conversation",
    save="Save",
    delete="Delete",
    delete_for_good="Yes, delete for good",
    keep="Keep it",
    retry="Retry",
    edit="Edit question",
    stop="Stop",
    editing="You are editing the last question; its answer will be replaced. Press again to cancel.",
    stopped="Stopped; the question was not answered.",
    gone="There is no such conversation; it may have been deleted.",
)

_WORDS: Final = {
    Language.SIMPLIFIED: _SIMPLIFIED,
    Language.TRADITIONAL: _TRADITIONAL,
    Language.ENGLISH: _ENGLISH,
}


def staff_words(language: Language) -> StaffWords:
    return _WORDS[language]


def mark_line(mark: Mark, language: Language) -> str:
    """Return who has checked the roles of a clause, and when."""
    return staff_words(language).mark.format(name=mark.name, on=mark.checked_on.isoformat())
