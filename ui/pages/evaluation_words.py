"""The words of the page that puts the known questions."""

from __future__ import annotations

from corpus.types import Frozen
from eval.judge import Reason
from ui.words import PageLanguage


class EvaluationWords(Frozen):
    """`progress` takes `done`, `of`, `right`; `chosen` `name`; `kept` a number; others as named."""

    heading: str
    about: str
    source: str
    suite: str
    dev: str
    test: str
    own: str
    upload: str
    chosen: str
    against: str
    no_run: str
    run: str
    stop: str
    admins_only: str
    asking: str
    progress: str
    no_file: str
    too_many: str
    too_large: str
    failed: str
    runs: str
    no_runs: str
    kept: str
    unknown_run: str
    report: str
    accuracy: str
    by_category: str
    by_language: str
    share: str
    interval: str
    cases: str
    others: str
    first_citation: str
    agencies: str
    refusal_precision: str
    refusal_recall: str
    seconds: str
    wrong: str
    none_wrong: str
    first_wrong: str
    open_in_chat: str
    answer: str
    compared: str
    changes: str
    newly_right: str
    newly_wrong: str
    p_value: str
    full_report: str
    reasons: dict[Reason, str]
    names: dict[str, str]  # of categories, languages, halves and classes of refusals
    language: PageLanguage


_WORDS = {
    PageLanguage.CHINESE: EvaluationWords(
        heading="评测",
        about="向助手提出答案已知的问题,逐题核对,给出正确率和每个错误的原因。",
        source="用哪些问题",
        suite="全部题目",
        dev="开发集",
        test="测试集",
        own="上传的题目",
        upload="选择题目文件(.jsonl、.csv、.xlsx,不超过 1 MB)",
        chosen="已选择:{name}",
        against="与哪次评测比较",
        no_run="不比较",
        run="开始评测",
        stop="停止",
        admins_only="只有管理员可以开始评测。",
        asking="正在提问……",
        progress="已答 {done} 题,共 {of} 题;{right} 题正确",
        no_file="请先选择题目文件。",
        too_many="题目太多:{count} 题,最多 {limit} 题。请拆分文件。",
        too_large="文件展开后太大。请删去多余内容。",
        failed="评测出错,没有完成。请告知管理员查看服务器日志。",
        runs="做过的评测",
        no_runs="还没有做过评测。",
        kept="保留最近 {number} 次。",
        unknown_run="没有名为“{name}”的评测。",
        report="评测结果",
        accuracy="正确",
        by_category="按题型",
        by_language="按语言",
        share="比例",
        interval="95% 区间",
        cases="题数",
        others="其他指标",
        first_citation="首条引文正确",
        agencies="单位与角色完全正确",
        refusal_precision="拒答中应当拒答的({kind})",
        refusal_recall="应当拒答中已拒答的({kind})",
        seconds="每题用时:中位数 {median:.2f} 秒,95% 在 {p95:.2f} 秒以内",
        wrong="答错的题({count})",
        none_wrong="没有答错的题。",
        first_wrong="这里列出前 {limit} 题,其余见完整报告。",
        open_in_chat="在对话中打开",
        answer="回答",
        compared="与 {run} 比较",
        changes="同样的 {cases} 题:原来对 {before} 题,现在对 {now} 题。",
        newly_right="由错变对({count})",
        newly_wrong="由对变错({count})",
        p_value="若改动好坏各半,出现这样悬殊结果的概率:{value:.3f}",
        full_report="完整报告",
        reasons={
            Reason.RETRIEVAL_MISS: "没有找到条款",
            Reason.BESIDE_THE_POINT: "引文不切题",
            Reason.WRONG_AGENCIES: "单位错误",
            Reason.WRONG_ROLE: "角色错误",
            Reason.FACT_MISSING: "回答缺少事实",
            Reason.FORBIDDEN_VALUE: "出现不应有的内容",
            Reason.NOT_REFUSED: "应拒答而作答",
            Reason.REFUSED: "应作答而拒答",
            Reason.WRONG_VERDICT: "是非判断错误",
            Reason.CONTEXT: "上文误用或丢失",
            Reason.WRONG_LANGUAGE: "语言错误",
            Reason.SIDE_NOT_REPORTED: "没有说明未作规定的一方",
            Reason.FAILED: "系统出错",
        },
        names={
            "agency": "责任单位",
            "tasks": "任务清单",
            "fact": "事实",
            "lookup": "条款原文",
            "compare": "对比",
            "status": "文件信息",
            "follow-up": "追问",
            "refuse": "应拒答",
            "greeting": "问候",
            "zh-Hans": "简体中文",
            "zh-Hant": "繁体中文",
            "en": "英文",
            "all": "全部",
            "dev": "开发集",
            "test": "测试集",
            "off_topic": "无关问题",
            "near_miss": "相近而没有答案",
        },
        language=PageLanguage.CHINESE,
    ),
    PageLanguage.ENGLISH: EvaluationWords(
        heading="Evaluation",
        about=(
            "Puts questions with known answers to the assistant, checks each, and says how many "
            "are right and why the others are not."
        ),
        source="Which questions",
        suite="All known questions",
        dev="Dev half",
        test="Test half",
        own="Uploaded questions",
        upload="Choose a file of questions (.jsonl, .csv, .xlsx, up to 1 MB)",
        chosen="Chosen: {name}",
        against="Compare with an earlier run",
        no_run="No comparison",
        run="Run",
        stop="Stop",
        admins_only="Only admins may start a run.",
        asking="Asking …",
        progress="{done} of {of} questions asked, {right} right",
        no_file="Please choose a file of questions first.",
        too_many="Too many questions: {count}, at most {limit}. Please split the file.",
        too_large="The file is too large once unpacked. Please remove what is not needed.",
        failed="The run failed. Please ask your administrator to look at the server log.",
        runs="Earlier runs",
        no_runs="There are no runs yet.",
        kept="The last {number} are kept.",
        unknown_run="There is no run named “{name}”.",
        report="Result",
        accuracy="Right",
        by_category="By category",
        by_language="By language",
        share="Share",
        interval="95% interval",
        cases="Questions",
        others="Other measures",
        first_citation="First citation right",
        agencies="Bodies and roles exact",
        refusal_precision="Refusals that were due ({kind})",
        refusal_recall="Due refusals that were given ({kind})",
        seconds="Seconds per question: median {median:.2f}, 95% within {p95:.2f}",
        wrong="Wrong answers ({count})",
        none_wrong="No wrong answers.",
        first_wrong="The first {limit} are listed here, the others in the full report.",
        open_in_chat="Open in the chat",
        answer="Answer",
        compared="Compared with {run}",
        changes="Of the same {cases} questions {before} were right, {now} are right now.",
        newly_right="Newly right ({count})",
        newly_wrong="Newly wrong ({count})",
        p_value="Probability of so uneven a split if changes were as often good as bad: {value:.3f}",
        full_report="Full report",
        reasons={reason: reason.value for reason in Reason},
        names={
            "zh-Hans": "Simplified Chinese",
            "zh-Hant": "Traditional Chinese",
            "en": "English",
            "off_topic": "off topic",
            "near_miss": "near miss",
        },
        language=PageLanguage.ENGLISH,
    ),
}


def evaluation_words(language: PageLanguage) -> EvaluationWords:
    return _WORDS[language]
