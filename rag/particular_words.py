"""The words by which questions ask for a document's particulars, in Chinese and English.

Patterns are matched against comparable text: Simplified, half width, lower case.
"""

from __future__ import annotations

import re

_PAPER = (
    r"(?:文件|规划|意见|通知|法律?|法规|政策|方案|条例|办法|纲要|计划|指南|决定|文|上位文件|上位法)"
)
_PAPER_EN = r"(?:plans?|documents?|papers?|opinions?|notices?|circulars?|polic(?:y|ies)|laws?|regulations?|outlines?|guidelines?|programmes?|programs?|measures|instruments?)"
_MADE = r"(?:制[定订]|编制|出台|印发|起草|写|定|搞|弄)"
_TAG = r"(?:吧|吗|么|对吗|对不对|没错)"
_WHICH = r"(?:哪|什么|啥)"
_STOP = r"[^,，。;；?？]"

# Another document that this one rests on or carries out: 落实国家哪个文件, which plan does it implement.
_LEANS = r"(?:落实|贯彻|执行|依据|根据|依照|按照|遵照|基于|对照|参照|承接|衔接|响应|对接)"
BASIS = re.compile(
    rf"{_LEANS}(?:的|了|着)?(?:是|了|到)?(?:[\u3400-\u9fff]{{1,6}}?)?(?:的|层面的?)?(?:{_WHICH}|几号|几[个份部]){_STOP}{{0,6}}?(?:{_PAPER}|号|$|(?=[,，。;；?？]|来|{_MADE}))|"
    rf"{_LEANS}(?:的|了)(?:是)?{_STOP}{{2,40}}?(?={_TAG})|"
    rf"(?:是)?{_LEANS}{_STOP}{{2,50}}?(?:来)?{_MADE}(?:出来)?的|"
    rf"(?:{_MADE}|发文|政策|法律|上位|文件)(?:的)?依据|依据(?:是|有|包括)?{_WHICH}|上位(?:法|文件|规划|政策)|凭(?:的)?(?:是)?{_WHICH}(?:文件|政策)?|"
    r"(?:国务院|国家|中央|省政府|省里|上级|上面|[\u3400-\u9fff]{2,4}部)(?:批|批复|批准)(?:它|了)?的?(?:那个|那份|那号)?(?:的)?(?:函号|文号|批文|批复|文)|函号|"
    rf"\b(?:which|what) (?:[\w'-]+ ){{0,4}}?{_PAPER_EN}\b(?=.{{0,90}}\b(?:carr(?:y|ies|ied|ying)(?: it)? out|implement|based|rests?|rely|relies|pursuant|effect to|basis|follow(?:s|ing)? up|draws? on|drawn up under|made under|issued under)\b)|"
    r"\b(?:legal |policy |stated |official )?basis (?:of|for|in)\b|\bits (?:legal |policy |stated )?basis\b|\bwhat (?:is|was) it based on\b|\bbased (?:on|upon) (?:what|which)\b|\bon (?:what|which) basis\b|"
    r"\bbased (?:on|upon) (?:the )?[^?.,]{4,80}|\bto (?:implement|carry out) (?:the )?(?:national|state council)[^?.,]{4,80}"
)
_PAPERS = r"(?:政策)?(?:文件|方案|政策|文档|材料|资料|规划|文)"
# How many documents are held, and which.
COLLECTION = re.compile(
    rf"(?:馆藏|库里|库中|收录|收|存|装|你(?:们)?(?:这|那|手)?(?:里|儿|边|头|上)?|系统里?|这里|目前|现在|一共|总共|知识库里?|资料库里?|文件库里?){_STOP}{{0,6}}?(?:有|收录|收|存|包含|包括|装)(?:了|着|的)*(?:是)?(?:几|多少|{_WHICH}(?:些|几)?)(?:份|个|篇|部|种)?{_PAPERS}(?=\W|$|可以|可|能|呢|啊|吗)|"
    rf"^{_STOP}{{0,8}}有(?:几|多少|哪些|哪几)(?:份|个|篇|部)?{_PAPERS}(?=\W|$)|"
    r"(?:文件|馆藏|收录)(?:的)?(?:清单|目录|列表|总数)|(?:列|给)(?:出|我)?(?:一下|个)?(?:所有|全部)(?:的)?(?:文件|馆藏)|"
    r"\bhow many (?:policy )?(?:documents|plans|papers|files) (?:do you|are (?:there|in)|does (?:it|the)|have you)\b|\b(?:which|what) (?:policy )?(?:documents|plans|papers|files) (?:do you|are (?:in|there|available|covered|held)|have you|can you)\b|\blist (?:all )?(?:of )?(?:the |your )?(?:documents|papers|files)\b|\byour (?:collection|library|documents)\b"
)
APPROVAL = re.compile(
    rf"(?:报|请|经|由|得到|征得)?(?:过|了)?(?:谁|{_WHICH}(?:个|家|级|一级|里|儿)?(?:政府|机关|部门|单位|领导|级别)?)(?:点头|点的头|同意|批准|审批|批复|审定|拍板|批)(?:的|了|过|印发|下发|$|(?=[,，。?？、和]))|"
    r"(?:经|报)(?:过|了)?[\u3400-\u9fff]{0,14}?(?:同意|批准|审定|点头|批)(?:的|了|过|吗|吧|没|后|$|(?=[,，。?？]))|"
    r"(?:政府|国务院)(?:有没有|是否|是不是|到底)?(?:点(?:过|了)?头|同意|批准)(?:的|了|过|吗|吧|没|$|(?=[,，。?？]))|(?:同意|批准)(?:印发|下发|发布)(?:的|了)(?:是)?(?:谁|哪)|(?:批准|审批)(?:机关|单位|部门)|"
    r"\bwho (?:approved|agreed to|endorsed|cleared|consented to)\b|\b(?:whose|with (?:whose|what)) (?:approval|consent|agreement)\b|\b(?:approv(?:ed|es?|al)|consent(?:ed)?|sign(?:ed)? off|endorse[ds]?|agree[ds]? to)\b"
)
ADDRESSEES = re.compile(
    r"抬头|主送|(?:收文|收件|受文|接收)(?:单位|机关|对象|方|人)?|"
    rf"(?:写|发|印发|下发|下|送|寄|抄|印|通知)(?:给|到|至|往)(?:了)?(?:谁|{_WHICH}|[^,，。?？]{{0,10}}?(?:级|政府|部门|单位|县|市|区|厅局)){_STOP}{{0,8}}|给谁(?:的|看的?)|"
    r"(?:政府|部门|单位|厅局)(?:是不是|能不能|也|要|能|会|都)*(?:收得?到|收到|收(?=吗|吧|么|不|没|[?？]|$))|"
    r"\baddress(?:ed|ees?)?\b(?: to)?|\bsent to\b|\brecipients?\b|\bto whom\b|\bwho (?:was|is|were) it (?:sent|for|written to)\b"
)
REPEALED_ON = re.compile(
    rf"(?<![到至])(?:什么时候|何时|几时|啥时候|哪(?:一)?[年天月]){_STOP}{{0,6}}?(?:废止|失效|作废|废掉)|(?:废止|失效|作废)(?:的)?(?:日期|时间)|"
    r"\bwhen\b.*\b(?:repealed|expire[ds]?|lapse[ds]?|annulled)\b|\b(?:date|day) .*\brepeal"
)
SUCCESSOR = re.compile(
    rf"(?:被|由|让|给)(?:了)?(?:{_WHICH}|谁|新){_STOP}{{0,12}}?(?:取代|替代|代替|接替|替换|顶替|废止|废除)|(?:取代|替代|代替|接替|替换)(?:它|了?这份|这个|本)(?:的)?{_STOP}{{0,6}}{_WHICH}|"
    rf"{_WHICH}{_STOP}{{0,8}}(?:取代|替代|代替|接替|替换)了?(?:它|这)|新(?:的)?(?:文件|办法|版本?|方案)(?:是|叫|有)(?:{_WHICH}|没有)|"
    r"\b(?:replaced|superseded|succeeded) by\b|\bwhat (?:replaced|superseded|succeeded|replaces|supersedes)\b|\b(?:successor|replacement) (?:document|plan|to|of)\b|\bits successor\b"
)
SUPERSEDED = re.compile(
    rf"(?:旧|老|以前|原来|之前)的?(?:那?[份个]|{_WHICH}[份个]|办法|规定|政策|文件){_STOP}{{0,8}}?(?:不用|不管用|还能用|还管用|作废|失效)|(?:出来|出台|施行|实施|印发|生效|发布|公布)(?:之后|以后|后|了)?[,,]?{_STOP}{{0,4}}?(?:{_WHICH}(?!一?[天年月日]|时)|以前|之前|原来|过去|老|旧){_STOP}{{0,8}}?(?:作废|失效|废止|废掉|不管用|不用)|{_WHICH}(?:个|份|些|几份)?的?(?:旧|老|以前的?|原来?的?|之前的?){_STOP}{{0,6}}?(?:作废|失效|废止|废掉)|"
    rf"(?:把|将)?(?:以前|之前|原来|过去|老|旧)?的?{_WHICH}{_STOP}{{0,4}}?(?:文件|办法|规定|通知|方案)?(?:给)?(?:顶|替|换)(?:了|掉|下来)|(?:顶|替|换)(?:了|掉|下来)(?:了)?(?:是)?{_WHICH}{_STOP}{{0,2}}?(?:老|旧|以前的|原来的)?(?:文件|办法|规定|通知|方案)?|(?:废止|取代|替代|代替|停用|废)(?:了|掉|掉了)?(?:的)?(?:是)?(?:{_WHICH}|以前|之前|原来|过去|老|旧)|(?:{_WHICH}|老|旧|原来的|以前的){_STOP}{{0,8}}?(?:文件|办法|规定|通知|方案)?同时(?:废止|失效)|"
    r"\bwhat (?:\w+ ){0,3}does (?:it|.{3,60}?) (?:replace|repeal|supersede)\b|\b(?:which|what) (?:\w+ ){0,4}(?:is|are|was|were) (?:repealed|replaced|superseded) by\b|\b(?:which|what) (?:[\w-]+ ){0,4}(?:does|do|did) .{3,60}? (?:replace|repeal|supersede|abolish|annul)\b"
)
VALIDITY = re.compile(
    r"有效(?!期|果|[落推供衔应防控遏])|失效|废止|作废|生效(?!日期|时间)|效力|时效|过期|管用|作数|算数|还(?:能|可以)?(?:继续)?(?:用|使)(?:不|吗|么|得)|还(?:能|可以)(?:不能)?(?:继续)?(?:当|作为?|引用?|执行|参照)[^,，。?？]{0,6}?(?=吗|么|不|没|$|[?？])|现行|停用|废了|"
    r"\bin force\b|\bin effect\b|\bvalid(?:ity)?\b|\brepealed?\b|\bexpire[ds]?\b|\blapsed?\b|\binvalid\b|\bstill (?:apply|applies|applicable|holds?|stands?|current|operative|good|in use)\b|\bvoid\b|\babolished\b"
)
RUN = re.compile(
    rf"(?:到|至)(?:哪(?:一)?[天年月]|啥时候?|什么时候|何时|几时|几号)(?:为止|失效|到期|过期)|(?:有效|管用|适用|执行|用|管)(?:期)?(?:到|至)(?:什么时候|何时|几时|啥时候|哪(?:一)?[年天月]|几号)|(?:什么时候|何时|几时|啥时候|哪(?:一)?[年天月]|几号|几月){_STOP}{{0,4}}?(?:到期|期满|过期)|"
    r"\b(?:until|till|up to) when\b|\b(?:valid|in force|in effect) (?:until|till|up to)\b|\bhow long\b[^?.]{3,120}?\b(?:valid|in force|in effect|run|last|apply)\b|\bfrom (?:what|which) (?:day|date)\b[^?.]{0,60}?\b(?:apply|applies|valid|in force|in effect)\b|"
    rf"(?:从)?(?:什么时候|何时|几时|啥时候|哪(?:一)?[年天月]|几号|几月){_STOP}{{0,4}}?(?:开始|起)?(?:算|算数|执行|用)(?:起|的)?|管(?:到)?(?:几年|多少年|多久|哪年)|(?:什么时候|何时|几时|啥时候|哪(?:一)?[年天月]|几号|几月){_STOP}{{0,4}}?(?:施行|生效|起实施|起执行)|(?:施行|生效)(?:的)?(?:日期|时间|起始日)|"
    rf"(?:文件|方案|办法|规定|通知|细则|措施|条例|它|[这那本该]份?)的?有效期|有效期(?:到|是|为|有)?(?:几年|多久|多长|{_WHICH})|"
    r"\btak(?:e|es|ing) effect\b|\btook effect\b|\b(?:come|came|comes|enter|entered|enters|go|went|goes|put) (?:into|in) (?:effect|force)\b|\beffective (?:date|from|as of)\b|\bwhen (?:is|was) it effective\b|\bperiod of validity\b|\bvalidity period\b"
)
YEARS = re.compile(
    r"(?:是|管|从)?20\d{2}年?[-—~到至]20\d{2}年?(?:的)?(?=吧|吗|么|[?？]|$)|"
    r"(?:管|覆盖|涵盖|跨|横跨|针对|是)(?:的)?(?:是)?(?:到)?(?:哪(?:一)?(?:几|三|五|两|些)?(?:个)?年(?![版那的印发出签下])|几年(?:的|期))|(?:起止|规划|计划|实施|执行|行动)(?:的)?(?:年限|年份|期间|周期|跨度|期限|时间段)|从(?:哪|几几)(?:一)?年(?:开始)?(?:[到至干管]|做)|哪(?:一)?年到哪(?:一)?年|时间跨度|哪(?:一)?年(?:到期|结束|收官|截止)|(?:覆盖|涵盖)(?:的)?年(?:份|限)|(?:方案|计划|文件|规划|要点|办法|通知)的?(?:期限|时限|周期)(?=\W*$)|"
    r"\b(?:what|which) (?:years|period|time ?span|time ?frame)\b|\btime ?(?:span|frame|horizon)\b|\bhow many years does\b|\b(?:period|years) (?:does|do|is|are) .{3,60}? (?:cover|run|span)"
)
NUMBER = re.compile(
    r"文号|(?<!老)字号|编号|发文号|号文|函号|哪(?:一)?号|几号(?:文|文件|公告|通告|令)|(?:意见|通知|办法|规划|方案|指南|文件|条例|规定|决定|纲要)(?:是)?几号(?=\W*$)|第几号|document number|reference number|official number|\b(?:its|their|whose|what|which|the) (?:[\w'-]+ ){0,3}?(?:number|no\.?|ref(?:erence)?)(?=\W|$)(?! of (?:bodies|issuers|signator|departments|agencies|units|pilot|people|years|clauses))|"
    r"是[\u3400-\u9fff]{2,8}\s?[\[〔【(]\d{4}[\]〕】)]\s?第?\d+号|"
    r"\bref(?:erence)?\.? (?:no|number)\b|^(?:and |the )*(?:document )?number\b"
)
TITLE = re.compile(
    rf"(?:全称|标题|题目|题名|正式名称|完整名称|全名|大名|题头)|(?:文件|方案|计划|要点|意见|通知|办法|规定|条例|[那这]份|它)(?:正式|到底|究竟|全名)?(?:是)?叫(?:什么|啥)(?:名字?|名称)?\W*$|号(?:文|文件)?(?:是|指的是|讲的是|对应)(?:的)?{_WHICH}|"
    r"\b(?:full|official|exact|complete|formal|correct) (?:title|name)\b|\btitled?\b|\bwhat is (?:it|the (?:document|plan|notice)) called\b"
)
ONLINE = re.compile(
    r"挂网|上网|挂(?:出|上|到)|网上|上线|网站|公开(?:的)?(?:日期|时间)|\bonline\b|\bweb ?site\b|\bthe web\b|\binternet\b|\bput up\b|\buploaded\b|\bposted\b|\bmade public\b"
)
RELEASED = re.compile(r"发布|公布|公开|\bpubli(?:shed|cation|sh)\b|\breleased?\b")
ISSUED = re.compile(
    r"成文|落款|印发|印的|发的|出的|搞的|弄的|签(?:发|署|的)?|出台|下发|下的|定的|制定|写成|签字|盖章|\bsign(?:ed|ing|ature)?\b|\bissued?\b|\bissuance\b|\bdated\b|\bdate of (?:issue|writing|signing)\b|\bdrawn up\b|\badopted\b|\bwritten\b"
)
# 不是问落款; as opposed to signed: the other date, which is not asked for.
NOT_ASKED = re.compile(
    rf"(?:不是|既然)(?:都|早|已经?|就)*(?:失效|废止|作废)了?(?:嘛|吗|么|呢)?(?=[,,。?？])|"
    rf"(?:不是|别|不要|不)(?:问|说|指|要|给)?(?:我)?(?:的)?(?:是)?{_STOP}{{0,3}}?(?:落款|成文|印发|签发|发布|公布|挂网|上网|签署){_STOP}{{0,6}}|"
    r"\b(?:as (?:opposed to|distinct from|against)|rather than|instead of|unlike|(?:and |i do )?not(?: the| when)?)\b[^?.;]{0,60}?\b(?:sign(?:ed|ing|ature)|issued?|publi(?:shed|cation)|dated|posted|written)\b"
)
WHEN = re.compile(
    r"时候|何时|几时|同一?[年天月]|哪(?:一)?(?:年|天|日|月)|几月|几号(?!文|公告|通告|令)|几几年|日期|时间(?!跨度|段)|日子|年份|啥时|\bwhen\b|\bdates?\b|\b(?:what|which) (?:day|year|month)\b|\bhow (?:old|long ago)\b"
)
# 这是哪年的? 方案的日期; is the plan dated?
OF_YEAR = re.compile(
    r"是20\d{2}年(?:度)?的(?=吗|吧|么|[?？]|$)|哪(?:一)?年(?:度)?的(?:文件?|方案)?(?=\W*$)|(?:文件|方案|计划|规划|要点|通知|办法|条例|意见|[那这]份|号)的?(?:日期|日子)|"
    r"\bdate (?:on|of) (?:the )?[^?.]{0,60}?\b(?:plan|document|notice|points|rules|measures|opinions?)\b|\bdated\b|\bfrom (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* 20)|\b(?:from|of) (?:what|which) year\W*$"
)
ORDER = re.compile(
    r"最[早晚先后新老旧近]|比[^,，。;；?？]{1,16}?(?:早|晚|先|后)|(?:谁|哪(?:个|份|边|一份|一个)?)(?:更|比较|要|先|在|的)*(?:早|晚|先|前|后|新(?!增|建)|老|旧)|先后|前后顺序|时间(?:先后|顺序)|"
    r"\b(?:earliest|latest|newest|oldest|most recent|earlier|later|older|newer|came first|issued first|first issued|which (?:one )?(?:is|was|came) (?:first|last)|chronological)\b"
)
LATEST = re.compile(
    r"最[晚后新近]|(?:更|比较|在)?(?:晚|新|后)(?:一?些|一点|的)?(?:是|[??]|$)|谁晚|谁后|在后|\b(?:latest|newest|most recent|later|newer|last)\b"
)
EARLIEST = re.compile(
    r"最[早先老旧]|谁早|谁先|在前|先(?:后|印|发|出)|\b(?:earliest|oldest|earlier|older|first)\b"
)
ISSUERS = re.compile(
    r"谁|哪[几二三四五六七八九十\d]+(?:个|家)|哪(?:个(?!文件|方案|计划|日)|些(?!文件)|几家|几个|家|一家|一级|级)|什么(?:部门|机关|单位)|机关|机构|单位|几家|多少家|(?:几|多少)(?:个)?(?:部门|单位|部委|机关)|联合|联名|联署|会签|落款|署名|盖章|"
    r"\bwho\b|\bissued (?:jointly )?by\b|\bissuers?\b|\bissuing\b|\bpublished by\b|\bco-?sign\w*\b|\bsign(?:ator(?:y|ies)|ers?)\b|"
    r"\b(?:which|what|how many) (?:[\w'-]+ ){0,3}?(?:bod(?:y|ies)|agenc(?:y|ies)|departments?|ministr(?:y|ies)|offices?|organi[sz]ations?|authorit(?:y|ies)|units?)\b|\bjoint(?:ly)?\b"
)
ISSUE_VERB = re.compile(
    r"印发|印的|印$|发布|发文|下发|联合发|联名|联署|会签|发(?:的|了|过)|出台|落款|签(?:发|署|字|了|的|名|没|过)|署名|盖(?:了)?章|制定|出的|"
    r"\bissue[drs]*\b|\bissuing\b|\bsign(?:ed|s|ed by|ator\w+|ers?)?\b|\bco-?sign\w*\b|\bpublished\b|\breleased\b|\bput out\b"
)
# Labels of a saved page's metadata list that no field of a document holds.
LABELS = {
    "索引号": re.compile(r"索引号|\bindex number\b"),
    "主题分类": re.compile(r"主题分类|\bsubject (?:class|categor)"),
    "公文种类": re.compile(r"公文种类|\btype of document\b|\bdocument type\b"),
}
# Words that may be left of a question on particulars: they speak of nothing else.
NOTHING_ELSE = re.compile(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|[\u3400-\u9fff]*[\[〔【(]?\d{4}[\]〕】)]?\d+号|\d{4}年?|\d{1,2}月(?:\d{1,2}[日号])?|\d+|"
    r"上面?|下面?|前面?|后面?|[一二三四五六七八九十]+(?=个?部)|个?部[门委]|一起|一块儿?|开头|里(?:头|面)?|老是?|总是?|反复|办公[厅室]|一直|提(?:到)?|引(?:用)?|说|讲|叫|指|写|给|发|印|出|签|有|是|也|在|就|还|算|都|各|又|我|你|一家|单独|共同|联合|一起|几家|名|个|份|那|这|它|的|了|过|到|和|与|跟|同|对|吧|吗|呢|啊|呀|么|没|不|经(?!济|营|费)|由|被|把|请|看|要|能|会|版|级|层面|现在|目前|如今|今天|到底|正式|时候|日子|两|第一|问|答|用|管|使|国家|中央|国务院|省里|上级|文|号|件|方案|计划|规划|要点|通知|办法|条例|意见|文件|政策|规定|措施|指南|纲要|比|多少|什么|啥|哪|几|谁|吗|一下|告诉|知道|麻烦|帮|查|先|不说|对了|另外|多久|怎么|写明|注明|标|"
    r"\d+(?:st|nd|rd|th)\b|\b(?:five-year|scheme|period|put|each|both|two|same|either|the|a|an|of|in|on|by|to|for|and|or|is|are|was|were|be|been|it|its|their|they|this|that|these|those|did|does|do|has|have|had|what|which|who|whom|when|how|many|much|also|one|ones|same|documents?|plans?|notices?|papers?|text|work|opinions?|guid(?:e|eline|elines|ance)|circulars?|measures|outlines?|regulations?|rules?|provisions?|announcements?|orders?|decisions?|laws?|refers?|referred|means?|meant|called|cited?|stands?|short|keeps|collection|library|province|provincial|national|city|municipal|day|date|year|number|body|bodies|office|still|now|today|currently|exactly|officially|formally|actually|say|says|said|state|stated|give|given|name|named|mention|mentioned|among|only|alone|jointly|together|get|got|out|up|from|with|as|at|me|tell|please|s|you|i)\b|"
    r"[^\u3400-\u9fffa-z]"
)
