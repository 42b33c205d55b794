"""The words by which questions say what they want, in Chinese and English.

Patterns are matched against comparable text: Simplified, half width, lower case.
"""

from __future__ import annotations

import re
from functools import cache

from pypinyin import lazy_pinyin

from rag.query import ValueKind

GREETING = re.compile(
    r"^\W*(?:你好|您好|早上好|下午好|晚上好|大家好|哈喽|嗨|在吗|谢谢(?:你|您)?|多谢|再见|"
    r"hi|hello|hey|good (?:morning|afternoon|evening)|thanks?(?: you)?|bye)(?:[啊呀吗呢!,。. ]|there|zhengda|政答)*\W*$"
    r"|你是谁|您是谁|你叫什么|你是(?:什么|机器人|人工智能|ai)|(?:你|您|政答)(?:都)?(?:能|会|可以)(?:帮我?)?(?:做|干|回答)(?:些)?(?:什么|哪些|啥|嘛)|"
    r"(?:你|您|政答)有(?:什么|哪些)(?:功能|本领|用)|(?:怎么|如何)(?:使用|用)(?:你|政答|这个系统|本系统)|^\W*(?:nice|pleased|glad) to meet you|^\W*(?:hi|hello|hey)\b[^?]{0,40}$|介绍一下(?:你自己|自己|政答)|"
    r"\bwho are you\b|\bwhat can you (?:do|help|answer)|\bwhat are you\b|\bhow do i use (?:you|this|zhengda)\b|\bhow does (?:this assistant|zhengda) work\b"
)
# Courtesies before a question, which are no part of it: 好的谢谢。再问一个, thanks! One more:
COURTESY = re.compile(
    r"^[\W_]*(?:(?:好|行|嗯|对)的?(?=[\W了谢]|$)了?|(?:非常|太|十分)?(?:谢谢|感谢|多谢|辛苦)(?:你|您|了|啦|啊|哈)*|(?:明白|知道|懂|了解|收到|清楚)(?:了|啦)?(?=\W|$)|"
    r"(?:嗯|哦|噢|喔|好嘞|行吧|谢了|谢啦|多谢了)+|(?:那)?(?:我)?(?:再|还想)?(?:请?问|请教|打听|咨询)(?:你|您)?(?:一个|一下|一句|个事|个问题|下)(?:问题)?(?=\W|$)|还有(?:一)?个问题|(?:换|说|问|聊)(?:一?个|件)(?:别的)?(?:问题|话题|事情?)|另外一个问题|"
    r"你好|您好|hi(?: there)?|hello|hey|thanks(?: a lot| so much| very much)?|thank you(?: very much| so much)?|ok(?:ay)?(?=\W|$)|great(?=[\W]|$)|fine(?=[\W]|$)|hope you(?:'re| are)(?: doing)? well|how are you(?: doing| today)?|got it|i see|understood|perfect|"
    r"(?:quick|one|just) (?:one|quick one|more(?: question| thing)?|last (?:question|thing))|(?:a )?(?:quick|new|different|another) question|(?:and )?one more(?: question| thing)?)+(?:[\s,,.。!!::;;、~-]+|$)",
    re.IGNORECASE,
)
COMPARE = re.compile(
    r"(?:和|跟|与|同).{1,12}比(?:呢|一下|起来|怎样|怎么样)?[??]?$|比一比|比比|[放摆](?:在)?一(?:起|块)|并排|并列|对一下|哪(?:些|几份|几个)?(?:文件|方案|地方|省)(?:里)?(?:都)?(?:提到|提了|写到|写了|涉及|有|讲|说)|比较|对比|相比|对照|区别|差别|差异|异同|有(?:什么|何|啥)不(?:同|一样)|哪里不(?:同|一样)|一样吗|同一(?:拨|批|伙|套)|是否一致|相同|分别(?:是|由|怎|如何|有|对|要)|各自|两地|两省|两份|两个(?:文件|方案|地方)|"
    r"各地(?:是|都|怎|有|对|在)|各省(?:是|都|怎|有)|\bcompar|\bdiffer(?:s|ed|ence|ences)?\b|\bdifferent (?:from|between|in)\b|\bhow different\b|\bversus\b|\bvs\b|\brespectively\b|\bboth (?:plans|provinces|documents|places)|\bsimilarit"
)
TASKS = re.compile(
    r"(?:条目|条款|任务|内容|事项|章节|活儿?)[^,。?]{0,4}?(?:全部|都|全|统统|一并|一个不漏)?(?:地|给我)?(?:摘|列|找|拉|理|整理|挑|汇总|拎|捋|抽)(?:出来|一下|给我|全|个)|有(?:哪|几|多少)(?:些|件|项|条|样|桩)?(?:事|活|任务|工作)(?:要|得|该|需要)?(?:做|干|办|管)|(?:要|该|得)?(?:干|做|管|负责|承担|牵头)的(?:所有|全部)?(?:事|活|工作|任务|条款?)|(?:管|负责|承担|牵头|参与)(?:着|了)?(?:几|哪|多少)(?:块|摊|样|条|项|件|个(?!部门|单位))|全部条目|(?:哪些|什么|几|所有|全部|一切)(?:的)?(?:个)?(?:差事|事(?!故)|活(?!动)|条目?|项目?|内容|章节|地方)(?!.{0,4}(?:规定|原文))|(?:任务|事|活|职责|条目|条款|事项|工作)(?:都|一共|总共|分别)?(?:有|是)?(?:哪些|哪几|什么|清单)|(?:全部|所有|每一?)(?:个)?(?:条目?|任务|事项?|条款|项)|(?:任务|职责|工作|责任|事项)清单|(?:列|出|给|拉)(?:一?[个份张])?清单|逐条|"
    r"\beverything\b.{0,80}\b(?:leads?|is (?:responsible|in charge|tasked)|takes? part|handles?)\b|"
    r"\beverything\b.{0,40}\b(?:assigned|given|entrusted|allotted|falls?|falling|put)\b|\beverything\b.{0,60}\b(?:has|have|must|does|do|involved in|named in|mentioned in)\b|\b(?:items?|clauses?|points?|tasks?)\b[^?.]{0,60}\b(?:involve|concern|mention|name)|(?:摊上|领了?|分到)(?:了)?(?:几|哪|多少)(?:条|项|个|些)|(?:还|另外)?管(?:着)?哪(?:件|些|几)|(?:提|作)(?:了|出)?(?:哪些|什么)要求|(?:哪些|什么|哪几项|哪几条|多少项|全部|所有|都有啥|啥)(?:具体)?(?:的)?(?:任务|工作|职责|事项|事情|责任|活)|(?:负责|承担|牵头|参与|管|主管|分管)(?:了)?(?:哪些|什么|哪几|啥)|"
    r"(?:要|需要|应当|应该|得)(?:做|干)(?:些)?(?:什么|哪些|啥|(?:哪)?几[样件条项桩])|有(?:哪些|什么)(?:任务|职责|工作|分工)|(?:任务|职责|工作)(?:清单|列表|汇总|一览)|职责(?:是|有)|"
    r"\b(?:what|which) (?:tasks|duties|clauses|responsibilities|work|jobs)\b|\bwhat (?:does|do|must|should|has|is|are) (?:the )?.{3,80}? (?:do|have to do|responsible for|in charge of|tasked with|supposed to do)\b|"
    r"\b(?:list|all|every) (?:the |of the )?.{0,40}?(?:tasks|duties|responsibilities|clauses)\b"
)
STATUS = re.compile(
    r"同一?[年天月](?:印发|发布|发|出台|出)的?|(?:到|至)(?:哪(?:一)?[天年月]|啥时候?|什么时候|何时|几时|几号)(?:为止|失效|到期|过期)|(?:啥时候?|什么时候|何时|几时|哪(?:一)?[天年])(?:起|开始|就)?(?:失效|到期|过期|作废|废止|停用)|[几三两二四五]?一?家(?:单独|独自|联合|一起)?(?:印)?发的(?=[吗么吧,?]|$)|(?:旧|老|以前|原来|之前)的?(?:那?[份个]|哪[份个]|办法|规定|政策|文件)[\u3400-\u9fff]{0,4}(?:不用|不管用|还能用|还管用|作废|失效)|(?:旧|老|以前|原来|之前)(?:的|那[份个]?)[\u3400-\u9fff]{0,12}(?:办法|规定|政策|文件|方案|细则|通知)[\u3400-\u9fff]{0,4}(?:不用|不管用|还能用|还管用|作废|失效|有效)|(?:收文|收件|受文|抄送)(?:单位|机关|对象)|(?:发|印)到哪|发到.{0,8}(?:级|政府|单位)|挂网|上网公布|(?:谁|哪家|哪个单位|[省市]府办?|[省市]政府办?(?:公[厅室])?)印(?:的|发)|标(?:为|成|注|明)(?:了)?(?:已)?(?:失效|废止|有效)|\b(?:marked|labelled|listed) (?:as )?(?:expired|repealed|invalid|valid)\b|\bexpired?\b|索引号|主题分类|公文种类|算数|作数|落款|(?:[几哪多]些?少?|[一二两三四五六七八九十]+|\d+)(?:家|个)?(?:部门|单位)?(?:一起|共同)?联合(?:印)?[发下]|联合发文|发文单位|有没有效|\baddressees?\b|(?:哪(?:一)?年|什么时候|何时|几时|哪天)(?:出|搞|弄)的|(?:是否|还|仍|现在|目前|依然|是不是|继续)(?:现行|在|仍|还)?(?:然)?(?:有效|生效|管用|失效|废止|作废)|(?:有效|失效|废止|作废|过期)(?:了)?(?:吗|没有|没|么|了没)|有效性|时效性|效力(?:状态|如何)|引用(?:还)?(?:得)?(?:行|可以|合适)|还(?:能|可以|让)(?:引用|照着?用|拿来用)|"
    r"(?:印发|发布|成文|出台|发文|落款)(?:时间|日期)?(?:的)?.{0,8}(?:哪(?:一)?天|哪(?:一)?年|几几年|什么时候|何时|几号|几月)|文号|发文字号|文件编号|(?:谁|哪个(?:部门|机关|单位)|哪些(?:部门|单位)|什么(?:部门|机关|单位)|哪家)(?:联合)?(?:印发|发布|发(?![放证票钱货改展行给补工现起包送电运])|制定|出台|下发)的?|(?:印发|发文|发布|制定)(?:机关|机构|单位|部门)|"
    r"(?:什么时候|何时|几时|哪年|哪一年|哪天|几几年|几月)(?:印发|发布|发|出台|成文|制定|下发|(?<!前)公布|废止|失效)|(?:成文|发布|印发|发文|废止|失效)(?:的)?(?:日期|时间)|发给(?:谁|哪些|哪)|主送|"
    r"\bwho (?:issued|published|put (?:it|this|that|them) out)\b|\bput out by\b|\bdate(?:'s| is| stands)? on it\b|\bissued by\b|\b(?:issuing|issue) (?:body|authority|date|agency)|\bwhen (?:was|were|did) .{3,80}?(?:issued|published|come out|repealed|released)|\b(?:still )?(?:in force|in effect|valid)\b|\bhow long (?:do|does|is|are|will|must|should)\b[^?]{0,80}\b(?:stay|remain|valid|in force|in effect)\b|"
    r"\brepealed?\b|\bdocument number\b|\breference number\b|\bofficial number\b|\baddressed to\b|\bpublication date\b|\bdate of (?:issue|publication)|\b(?:put|posted|published|placed) (?:on|onto) the (?:web ?site|web|internet)\b|\bsigned\b"
)
# A document is asked for that the text names: 照哪个办法管?文号给我, under which measures.
_WHICH_CITED = r"(?:照|按照?|依照?|依据|根据|参照)着?(?:的是)?(?:哪|什么|啥)[\u3400-\u9fff]{0,8}?(?:办法|规定|文件|通知|意见|指南|标准|条例|细则)"
ASKS_FOR_CITED = re.compile(
    _WHICH_CITED + r"(?!.{0,6}(?:制定|编|印发|出台|起草|定的|来的|发的|搞的|写的|做的))|"
    r"\b(?:under|according to|following|pursuant to|by) (?:which|what) (?:\w+ )?(?:measures|rules|notice|document|guidelines?|regulations?|standards?)\b"
)
# What a question on a document's own particulars speaks of.
DOCUMENT = re.compile(
    r"文件|方案|计划|规划|要点|通知|新规|细则|措施|办法|条例|意见|政策|规定|措施|[这那]份|这个|那个|它|序言|落款|\d{4}\W{0,2}\d{1,4}号|号文|"
    r"\b(?:plan|document|notice|programme|program|measures|policy|paper|guidance|guidelines?|rules?|regulations?|opinions?|circular|decree|decision|it|they|these|those|one|points)\b"
)
AGENCY = re.compile(
    r"谁(?!的?(?:给|补|奖|罚|要求|标准|目标|数)?(?:得|的)?更?(?:多|高|大|少|低|长|短|严|早|快|松)(?!数))|帮忙的|帮手|打下手|挑头|打头|领头|主抓|抓总|哪[几一二两三]?家(?!企业|公司|银行|机构|医院|机场|[\u3400-\u9fff]{0,3}(?:所|园|校|院|店|厂|户|馆|站|超市|商场)(?![长家管]))|哪一?级(?!别|的[\u3400-\u9fff]{0,6}[枢中基园])|哪(?:个|家|些|几个|几家|一个|一家)?(?:的)?(?:政府|主管|责任|牵头|省级|市级|具体|[\u3400-\u9fff]{2}(?=部门|单位|机构))?(?:部门|单位|机构|局|厅|委|部会|部委|委办局|机关|处室|牵头|主管)|什么(?:部门|单位|机构|机关)|责任(?:单位|部门|主体)|分管的?(?:单位|部门)|牵头|"
    r"负责(?!人)|主管(?!人员)|归.{0,16}管|归哪(?:[一]?[个家])?(?=\W|$)|(?:配合|参与|协助)(?:单位|部门|吗|么)|参与(?:进来)?吗|找(?:哪|谁)|有份|"
    r"(?<![a-z] )\bwho(?:se)?\b|\b(?:and|or|but|so|then|also|exactly|on|by|of|with|for|to|know|tell|me|us|say|says|said|see|ask|check|wonder|find|out|state|states|show|shows|clear|which is|it|name|names|list) who(?:se)?\b|\b(?:which|what) (?:\w+ ){0,3}(?:agency|agencies|department|departments|body|bodies|office|offices|authority|authorities|bureau|bureaus|ministry|ministries|unit|units|organi[sz]ations?)\b|"
    r"\bresponsib|\bin charge\b|\bleads?\b|\bleading\b|\blead agency\b|\btakes? part\b|\bparticipat|\binvolved\b|\bjob\b"
)
# Whom a thing is meant for is asked, not who sees to it: 面向谁, who is it aimed at.
ASKS_WHOM = re.compile(
    r"(?:面向|针对|惠及|服务于?|适用于?|受益的?)(?:的)?(?:主要|都|又)?(?:是)?谁|"
    r"\bwho(?:m)? (?:is|are|was|were) [^,?]{1,60}?\b(?:aimed at|intended for|meant for|targeted at|directed at)\b|\b(?:aimed at|intended for|meant for|targeted at) who(?:m)?\b"
)
# Things are asked for, so many or of a kind: 是哪六个, 面向哪些人, which six.
ASKS_WHICH_THINGS = re.compile(
    ASKS_WHOM.pattern
    + r"|哪(?:些|[几两俩三四五六七八九十]|\d+)(?!家)(?=[\u3400-\u9fff])(?!.{0,6}(?:部门|单位|机构|机关|厅|局|委|牵头|负责))|"
    r"\bwhich (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b(?! (?:\w+ ){0,3}(?:agenc|department|bod|office|authorit|bureau|ministr|unit|organi))"
)
# The sides of the last answers are meant together: 两边的责任单位有何不同, put both together.
BOTH = re.compile(
    r"[两三二](?:边|份|地|省|个(?:文件|方案|地方|城市|省|计划)|者|处|家)|前后|双方|哪[边份]|各自|分别|[放摆](?:在)?一(?:起|块)|并[排列]|对照|一(?:起|块)(?:看|比|列)|变化|换了|"
    r"\b(?:both|they|them|the two|two|each (?:side|plan|one)|either|side by side|together|respectively)\b"
)
# The clauses of the last two answers are meant, of whatever documents: 这两条, the same both times.
BOTH_CLAUSES = re.compile(
    r"[这那前]?(?:面)?两(?:条|项|块|件事|个(?:任务|条款|问题|领域|方面))|\b(?:both|the two|these two|those two) (?:clauses?|items?|tasks?|points?|times|cases|areas|jobs|lists?)\b|\beach time\b"
)
# What was said is to stand beside something else: 跟山西比, 拿咸阳那条来比, put it next to.
SETS_AGAINST = re.compile(
    r"(?:跟|和|与|同|拿|把|将|对).{1,30}(?:相|对|来)?比|三边(?:对比|比|对照|各)|加上.{1,20}(?:一起|比|对)|跟.{1,24}(?:[放摆](?:在)?一(?:起|块)|一样)|"
    r"\b(?:compare (?:that|it|this|them)|next to|(?:set|put|hold) (?:it|that|this) (?:against|beside|alongside)|(?:beside|alongside|up against) (?:it|that|this))\b"
)
# Sides are set beside each other, whichever they are: 两边各归谁, side by side.
SIDE_BY_SIDE = re.compile(
    r"[两双]边(?:对比|比|对照|各)|\b(?:side by side|(?:both|either|each) sides?|in each)\b"
)
# The clause itself is wanted, whatever else is said: 讲…的那条,内容拿来.
WHOLE_CLAUSE = re.compile(
    r"原话|(?:把|将)?那(?:一)?句(?:话)?(?:原样)?(?:贴|发|给|念|抄|说)|(?:那|这)一?条.{0,8}?(?:内容|原文|全文|怎么说|怎么写|说什么|讲什么|说了什么|念|给我|拿来|贴|发我|看看)|原文|条文|"
    r"\b(?:full text|exact wording|verbatim|word for word)\b|\b(?:show|give|read) me (?:the )?(?:clause|section|text|wording)\b"
)
LOOKUP = re.compile(
    r"原文|全文|条文|内容(?:是|为|有)?(?:什么|啥|哪些)?|(?:怎么|如何|咋)(?:说|写|规定|表述)|(?:说|讲|写|规定)(?:了|的)?(?:什么|啥|哪些|些什么)|是(?:什么|啥)(?:内容|规定|条款)?$|念一下|查一下|给我看|"
    r"\bwhat (?:does|do) .{0,120}?(?:say|state|provide|contain|read|cover)\b|\bfull text\b|\bwording\b|\bquote\b|\bshow me\b|\btext of\b|\bread (?:me )?(?:out )?"
)
LEAD = re.compile(
    r"老大|挂帅|(?:局|厅|委|部|办)(?:自己|来)?在抓|唱主角|当家的|第一责任|首要责任|总负责|牵头|牵的头|领头|打头|领衔|主抓|抓总|挑大梁|主要负责|主责|为主|带头(?!人)|挑头|\bleads?\b|\bleading\b|\bhead(?:s|ed)?\b"
)
# One of several bodies or roles is to be named, so no yes or no is wanted: 归国土还是住建.
ALTERNATIVES = re.compile(
    r"(?<=[\u3400-\u9fff,,])还是(?!不|没|一律|照|要|得|会|在|按|老|有)|\bor (?:is it |just |only |merely )?(?:the )?(?:\w+ )?(?:supporting|taking|department|bureau|commission|office|ministry)\b"
)
OTHERS = re.compile(
    r"(?:之外|以外)的?呢|(?:另外|此外)还?(?:点|列|写|提)(?:了|到)?(?:名)?(?:的)?(?:是)?(?:哪|谁)|(?:跟|和|与|同)(?:它|他|其).{0,2}(?:并列|搭伙|一起|同列)|\bshar(?:es|ing|ed) (?:the |this |that )?(?:job|work|task|duty|responsibility|load)?\s*with\b|\b(?:who|what bodies|which bodies) .{0,30}\b(?:alongside|together with)\b|"
    r"(?:之外|以外)(?:,|，)?(?:的)?(?:还|又|再|另|都|全)|除(?:了|去|开)[^,。;?!]{1,24}?的?(?:都|全|统统)(?:给我)?(?:列|报|拉)|扣掉|剩下|帮手|帮忙的|打下手|除(?:了|去|开|却).{1,24}?[,，].{0,16}?(?:谁|哪)|除(?:了|去|开)?.{0,30}?(?:之外|以外|外)?.{0,6}(?:还有|还|另外|其他|其余)|还有(?:谁|哪|什么|别的|其他)|另外[\u3400-\u9fff]{0,4}(?:哪|谁)|(?:其他|其余|另外)(?:的)?(?:还有)?(?:哪|谁|单位|部门|几家)|还(?:涉及|需要|要)(?:谁|哪)|"
    r"\bwho else\b|\bwhich other\b|\bother (?:agencies|departments|bodies|units|offices|than)\b|\bbesides\b|\bapart from\b|\baside from\b|(?<!nobody )(?<!no one )\belse\b|\bthe others\b"
)
# The governments of the places below, and the places themselves.
TERRITORIES = re.compile(
    r"prefectures?|各[县区乡镇]|[县区](?:里|一级)|区县|乡镇|街道|\b(?:city|town|district|county) governments?|市(?:州|县)|各地|各市|地方(?:政府)?|[市州县区]政府|县市|[乡镇村](?:上|里)(?!的)|下面|基层|cities|counties|prefectures|local governments?|municipal",
    re.IGNORECASE,
)
# A body is known already, and the rest is asked for: 交通厅我已经联系上了, we are talking to X already.
KNOWN_ALREADY = re.compile(
    r"(?<![让叫使])(?:我|我们|这边|那边)(?:这边)?(?:已经|早就|早|都|也|是)?(?:知道|清楚|晓得|明白|有数|联系|找过|谈过|问过|对接)(?!.{0,3}[谁哪什啥])|已经?(?:联系|找过|谈|问过|对接)|"
    r"\balready (?:talking|in touch|in contact|dealing|working|know|spoke|spoken)\b|(?<!do )\b(?:i|we) (?:know(?! wh)|have contacted|spoke|are in touch)\b"
)
_SHARES_WITH = re.compile(
    r"\bwho (?:else )?(?:shares?|does .{2,40} share)\b|(?:跟|和|与|同).{1,12}(?:并列|搭伙|同列|一起扛|一起管)的"
)
TAKES_PART = re.compile(
    r"排得上号|插得?上手|跑不掉|脱不了(?:身|干系)|进了?.{0,4}名单|挂(?:了)?(?:个)?名|搅和|掺和|插手|算在里[面头]?|算在内|算.{1,8}的一员|算.{1,8}的(?:事|活|责任)|(?:都|也)(?:得|要)(?:上|参加|出力|搭把手)|搭手|搭把手|要不要(?:出力|出面|管)|在不在|算不算|算进|算(?:一个|上|进|吗|么|不|是?(?:牵头|打头|挑头))|(?:也|还)(?:得)?算|(?<![现正存所])在(?:吧|吗|么|里头|名单|其中|责任单位)|在内|在里面|其中(?:之)?一|之一|名单(?:里|上)|参与|参加|配合|有份|有(?:没有)?(?:责任|份|挂名|角色|戏份)|沾(?:不沾)?边|掺和|列(?:在|进|入|上|了)|一起扛|涉及|也(?:要|需要|管|负责|在内|在|是(?!它|他|由|归|谁|哪))|(?:算|包括|包含)(?:在内|不|进)|需要.{0,6}(?:出力|做事)|"
    r"\btakes? part\b|\binvolved?\b|\bparticipat|\balso\b|\bincluded?\b|\bhave (?:a role|any role|a part|a hand|a say)\b|\bplay|\bon the list\b|\bshare in\b|\bhelp\b|\bcome in\b|\bamong\b|\bpart of\b|\bone of\b|\beven\b|\bhelps?\b|\b(?:is|are|were|was) (?:they|it|he|she) in\b|\bin on\b|\bany (?:role|part|say|hand)\b|\bas well\b|\btoo\b"
)
PROPOSES = re.compile(
    r"吗|(?<!手上)(?<!手里)(?<!手头)(?<!这儿)(?<!这边)(?:只有|只是|仅有|单是).{1,12}[??]?$|难道|莫非|竟然|居然|(?P<verb>[\u3400-\u9fff])[不没](?P=verb)|算进去没|没记错|是不是|是否|就.{1,12}(?:一家|一个)|对不对|对吧|没错吧|吧[??]?$|[\u3400-\u9fff]不[??]?$|也算[\u3400-\u9fff]{0,4}[??]?$|也是.{0,6}一家|也(?:归|由|是|算|靠)(?:它|他们|她们|[这那]家)[^,。?!谁哪什啥]{0,6}[??]?$|(?<![什怎那这])么[??]?$|真(?:的)?是|有没有(?:份|参与|责任|参加|配合)|\bis it\b|\bisn'?t it\b|\bis that\b|\bright\s*\?|\bcorrect\b|(?:^|[.:;,?!]\s*)(?:and |so |but )?(?:is|are|isn't|does|do|did|must|should|will|was|were|has|have|had|am i|can|could|would)\b|"
    r"\bi (?:think|believe|heard|hear|assume|guess|take it|suppose|understand)\b|应该是|我(?:觉得|记得|听说|以为|猜)|据说"
)
# What a question leaves out by name: 除了自贡还有哪几个市.
LEFT_OUT = re.compile(
    r"别(?:跟|和|与|把|拿|同).{1,16}?(?:搞|弄|说|记)?混(?:了|淆)?|(?<!是)不是.{1,12}?(?:那[个些家条项]|的(?=[\u3400-\u9fff,]))|\bnot to be (?:confused|mixed up) with .{2,40}|除(?:了|去|开|却)?[\u3400-\u9fff、]{1,12}?(?=[,, ]|之外|以外|外|还|另|$)"
)
# The bodies that are left out of "who else": 除了商务厅还有谁, 市监局牵头以外还有哪些.
EXCEPT = re.compile(
    r"除(?:了|去|开|却)?(?P<after>.{1,40}?)(?:之外|以外|外|还|另|,|;|\?|$)|(?P<before>.{1,40}?)(?:之外|以外|外)(?:,|还|另|的?(?:呢|都?有谁|都?有哪|是谁|是哪|都|全|统统))|"
    r"\b(?:besides|apart from|aside from|other than|in addition to|except(?: for)?|not counting)\b(?P<english>.{1,80}?)(?:,|\?|\bwho\b|\bwhich\b|$)"
)
# A body is said to help, not to lead: 只是配合单位吧, merely a supporting body.
ONLY_SUPPORTS = re.compile(
    r"(?:只是|只算|只能算|仅仅?是|不过是|只不过|无非|就是(?:个)?|算是|属于|光是|是(?:个)?)(?:来|去|个|做|当|负责|在旁边)?(?:配合|参与|协助|协办|打下手|帮忙|帮手|跑腿|陪跑)|(?:只|仅)(?:要|需|管|用)?(?:配合|参与|协助|打下手|帮忙)|"
    r"\b(?:only|merely|just|simply) (?:a )?(?:support|assist|help|participa|tak(?:es|ing) part|a participant|in a supporting)|\b(?:a )?(?:mere )?(?:supporting|assisting|participating) (?:body|unit|role|agency)"
)
ALONE = re.compile(
    r"单独|独自|(?<!其中)(?<!哪)(?<!的)一家(?:在)?(?:负责|管|牵头|说了算|包|办|就|弄|搞|干|做|担|扛|张罗|抓|印|发|出|签|[??吗]|$)|独家|独自|没别人|没有别人|全(?:都)?(?:归|由|是|让)|全权|自己(?:一家|就)|专门由|(?<!不)只(?:有|由|是|归)|(?<!不)仅(?:有|由|是)?|唯一|一个部门(?:负责|管|就)|\balone\b|\bonly\b|\bsole(?:ly)?\b|\bby itself\b|\bexclusively\b|\bon (?:its|their) own\b|\bnobody else\b|\bno one else\b|\bjust the\b|\bsingle-handed|\bentirely\b"
)

# The bodies of an earlier answer are meant, beside those of the last: is it the same department.
SAME_BODY = re.compile(
    r"同一?[个家](?:部门|单位)|同样(?:的|是)?这?[个家]?(?:部门|单位)|"
    r"\bthe same (?:department|agency|body|office|bureau|commission|unit|authority|bodies|agencies|departments|units)\b"
)

# The clause of the last answer is meant, whatever else is said: 这条财政要掏钱吗.
POINTS_BACK = re.compile(
    r"(?<![^\W])(?:这|那|该|此|上述|同一)(?:一)?(?:条|项任务|项工作|件事|款)(?!例|约|件)|(?:刚才|上面|前面)(?:说的|提到的|讲的)?(?:那|这)(?:一)?(?:条|项)|"
    r"\b(?:this|that|the same|said) (?:clause|task|item|article|provision|measure)\b"
)
# Another thing is put in the place of the last one: 那冷链呢, what about cold storage.
SWAPS = re.compile(
    r"^(?:[那哪]么?|还有|以及|至于|换成)?.{1,24}(?:呢|呐)[??。!]*$|^\W*(?:and|what about|how about|and what about|same for|ok and|then)\b.{2,60}\?*$"
)
# What was asked of is asked of another kind of the same: 村里的呢, 破50亿的呢, 村里那一级呢, the second one?
OF_ANOTHER_KIND = re.compile(
    r"^(?:那么?|然后|还有)?[^,。;!?]{1,14}(?:的|[那这]一?[级档类种层批])(?:话)?呢\W*$|"
    r"^那?(?:要是|如果|假如|若是|换成|换作)(?:是)?[^,。;!?]{1,10}呢\W*$|^那?第[一二三四五六七八九十]个?[年期批档步级]呢\W*$|"
    r"^\W*(?:and |ok |so |then |but )*(?:(?:what|how) about )?(?:the |an? |those |for )?(?:[\w'-]+ ){1,5}ones?\W*$|"
    r"^\W*(?:and |ok |so |then |but )+(?:(?:what|how) about )?(?:the |an? |those |for )?(?:[\w'-]+ ){0,5}ones? (?:of|in|for|with|from|under|over|above|below|who|that|which)\b[^?.;!]{1,60}\W*$"
)
# The same is asked of another thing, and something else of it: 骨灰撒散的呢?钱由哪个局出?
OF_ANOTHER_FIRST = re.compile(r"^[^,。;!?]{2,18}呢[,?](?=.{3})")
# An earlier answer than the last is meant: 回头说前一个, back to the first one.
RETURNS = re.compile(
    r"回到|回头|回过头|说回|再说(?:前|刚)|(?:刚才|前面|之前|先前|上面|开头)(?:说|讲|问|提)?(?:的|到)?(?:那|这|的)|前一个|前者|最(?:开始|早|先)|一开始|头一个(?!月)|第一个(?!问)|(?:第一|头一|最初那?)个问题|"
    r"\bback to\b|\bthe former\b|\bthe first (?:one|topic|question|thing|point|list)\b|\b(?:earlier|before|originally|at the start)\b"
)
RETURNS_TO_FIRST = re.compile(
    r"最(?:开始|早|先)|一开始|头一个(?!月)|第一个(?!问)|(?:第一|头一|最初那?)个问题|开头|前者|\bthe first (?:one|topic|question|thing|point|list)\b|\bthe former\b|\boriginally\b|\bat the start\b"
)

# Whether any body is named at all: 有写哪个部委负责吗, does it name a lead.
WHETHER_ANY = re.compile(
    r"(?:有没有|有|是否)(?:写|写明|写到|明确|规定|指定|说|讲|点名|列出|提到)(?:过|了)?.{0,4}(?:谁|哪|什么|部门|单位|部委|牵头|责任).{0,12}?(?:吗|没有|没|么)?(?:\W*$|[?](?=没|要是|如果))|"
    r"^(?:and |so |but )?(?:does|do|did|is|are) .{0,60}\b(?:name|names|named|say who|specify|identify|any (?:lead|body|agency|department)|anyone|anybody)\b.{0,40}$"
)
# Those who support a lead are asked for.
SUPPORT = re.compile(
    r"要的是(?:配合|参与|打下手)的?|(?:besides|apart from|aside from|other than)\b[^,?]{0,30}\bthat leads?\b|\b(?:bodies|units|agencies|departments|offices) (?:are |is )?(?:named|listed|mentioned) as (?:supporting|participating|assisting|taking part)|\bin (?:a )?supporting roles?\b|"
    r"除(?:了|去|开|却)?(?:牵头|打头|挑头|主办)的?(?:单位|部门|那[几个家]+)?(?:[,,]|之?外|以外|还)|(?:帮手|配合|参与|协办|协助|打下手|陪跑|跟着跑|搭班子)(?:的)?(?:单位|部门|方)?(?:点名的)?(?:有|是|都有|包括|又是)?(?:谁|哪)|(?:谁|哪(?:些|几家|几个|家|个)(?:部门|单位)?)(?:来|去)?(?:配合|参与|协助|打下手|当帮手)|"
    r"\b(?:besides|apart from|aside from|other than) the leads?(?:ing \w+| \w+)?\b|\bwho (?:supports|assists|helps|backs)\b|\b(?:supporting|participating) (?:bodies|units|agencies|departments)\b|\bwhich (?:bodies|units|agencies|departments) (?:support|assist|participate)\b"
)
# A unit that no list knows, proposed in so many words: 归市委督查室牵头.
_UNIT_OF_NO_LIST = r"[\u3400-\u9fff]{2,12}?(?:[室办局厅委署所站社馆]|委员会|中心|公司|集团|银行|学院|医院|大队|支队|协会|联合会)"
UNKNOWN_BODIES = (
    re.compile(
        rf"(?:归|由|是|让|该|就|仅|只有|^|[,,;;\s])(?P<name>{_UNIT_OF_NO_LIST})"
        r"(?=(?:来|去|也|一家|单独|独自|就|都|算)*(?:牵头|负责|主管|在管|承担|打头|挑头|领头|主抓|管(?![理道])|说了算))"
    ),
    # 打头的是邮政业发展中心吧
    re.compile(
        rf"(?:牵头|打头|挑头|领头|主管|负责|主抓|管事)的(?:单位|部门)?(?:就|应该|该)?是(?P<name>{_UNIT_OF_NO_LIST})"
        r"(?=[吧吗么]|没错|对[吗不吧]|是不是|是吗|[,?]|$)"
    ),
)

# A question with such a word asks openly; without one, naming a body proposes it.
OPEN_QUESTION = re.compile(
    r"谁|哪|什么|啥|多少|多[久长大高远快宽重深厚强](?!的(?![\u3400-\u9fff]))|几(?!乎)|怎|如何|为何|\bwho\b|\bwhose\b|\bwhich\b|\bwhat\b|\bwhen\b|\bwhere\b|\bhow\b|\bname (?:all|the|every)|\blist\b"
)
# The clause after or before the last one: 下一条, the one after.
NEXT_CLAUSE = re.compile(
    r"(?:接下来|紧接着|下面|后面)的?[那这]?一?个?(?:阶段|段(?![时间])|步(?!骤))|(?<!最)下一?个?阶段|\bnext (?:stage|phase|step)\b|(?<!最)(?:下|后)(?:面)?(?:那|的|紧接着的)?一?条|\bnext (?:one|clause|item|article|point)\b|\b(?:one|clause|item) (?:right )?after\b|\bfollowing (?:one|clause|item)\b"
)
PREVIOUS_CLAUSE = re.compile(
    r"(?:前|上)一?个?阶段|\bprevious (?:stage|phase)\b|(?:上|前)(?:面)?(?:那|的)?一?条|\bprevious (?:one|clause|item|article|point)\b|\b(?:one|clause|item) before\b|\bpreceding (?:one|clause|item)\b"
)

PRONOUN = re.compile(
    r"它|他们|她们|[这那他它]俩|这[两几][家个](?:单位|部门)?|这家|那家|该(?:单位|部门|局|厅)|\b(?:it|they|them|those|that one)\b"
)
# A question with a topic of its own that still speaks of what was said: 其中…, where does the pilot of it run.
REFERS = re.compile(
    r"它|其中|其(?=[\u3400-\u9fff])|该|当中|这(?=[些个里种项条方事笔摊])|那(?=[些里种项条笔摊])|里(?:面|头)|上述|^(?:再)?具体|来着|"
    r"\b(?:it|its|they|them|their|there|those|these|ones?|such|that|this)\b",
)
FOLLOWS = re.compile(
    r"^(?:那么?|那|它|其|这|该|此|他们|她|还有|另外|再|以及|至于|换成|如果是|要是|同样|也|又|刚才|上面|前面|对了,?那|不对|不是|错了|我(?:是)?(?:说|问)的?(?:是)?)|呢[??。!]*$|(?:这|那)(?:个|些|项|条|件|里|边|事|份|块|摊)|它们?|"
    r"^\W*(?:and|but|so|then|ok|okay|no,|sorry|i meant?|what about|how about|same for|what if)\b|\b(?:it|its|they|them|their|that one|this one|there|those|these|that task|this task|that clause|this clause|the same)\b|\bthat\W*$|\b(?:for|about|of|in|by|on) that\b|上述|同一"
)
# The first word of a question that goes on with what was said: 那…, 还…, and ….
GOES_ON = re.compile(r"(?:那|都|再|还|另|然后|具体|其中|and |so |then |also )")
CORRECTS = re.compile(
    r"(?:^|[,,。]\s*)(?:不对|不是|错了|搞错了?|弄错了?)(?=[,,。!!])|(?:记|打|写|说|问|讲)(?:错|混|岔|反|串|偏)|我(?:是|其实)*(?:[要想]问|指)(?:的)?|我(?:是)?(?:说|问|指|要|想问)的?(?:其实)?是|^(?:不对|不是|错了|搞错|我(?:是)?(?:说|问)的?(?:是)?|我指的是)|说的是|问的是|指的是|想问的?是|(?:拿|弄|搞|看|说|认|听|理解)(?:错|混|岔|反)|误会|\bi mean(?:t)?\b|\bnot (?:the |that )|\bno,\s|\bsorry\b"
)
DROPS = re.compile(
    r"(?:去掉|拿掉|撤掉|不要了|不看了|删掉|先不管|不算了)|(?:去掉|不要|不看|不算|除掉|排除|别管|撇开)(?P<what>.{1,12})|\b(?:drop|without|leave out|exclude|remove) (?P<en>.{2,30})"
)
ADDS = re.compile(
    r"(?:再)?(?:加上|加入|也看看|再看看?|还有|连同|带上)|\b(?:add|include|and also|plus|put|alongside|next to|side by side|compare)\b"
)

_VALUE_KINDS: tuple[tuple[ValueKind, re.Pattern[str]], ...] = (
    (ValueKind.PERSON, re.compile(r"(?:局长|厅长|主任|部长|市长|省长|书记|处长|负责人|联系人|领导|院长|秘书长|签发人|组长)(?:是|叫|姓|的名字|姓名)?(?:谁|什么|哪位|啥)|谁签(?:发|署)|哪位(?:领导|同志|负责人)|姓名|\bname (?:and phone|and number)?\s?of the (?:contact|director|official|person|head|mayor|governor|minister|judge|leader)|\bwho signed\b|\bwhich official\b|\bwhich (?:vice-?|deputy )?(?:governor|mayor|minister|director|secretary)\b|\bwho is the (?:director|head|mayor|governor|minister|secretary|chief)\b|\bnamed? person\b|\b(?:judge|director|head|official|leader|minister|officer)'s name\b")),
    (ValueKind.NAME, re.compile(_WHICH_CITED + r"|叫(?:什么|啥|作什么)(?!时)|(?:名称|名字|全称|名)(?:是|叫)?(?:什么|啥)|(?:什么|啥)(?:名字|名称|名|工程|行动|计划|试点|平台|制度|机制|品牌|指南|规程)(?:来着)?|\b(?:what|name)\b[^?]*\bcalled\b(?! (?:for|about|on|upon|in)\b)|\b(?:what|which) is the name\b(?! of (?:the |an? )?(?:official|person|director|head|mayor|governor|minister|judge|leader))|\bname of the (?!director|official|person|head|mayor|governor|minister|judge)(?:\w+ )?(?:plan|programme|program|scheme|project|campaign|platform|action|app|guide)|^(?!.*\bhow many\b).*\bnamed\b")),
    (ValueKind.PHONE, re.compile(r"电话(?!网|亭|费|会议|调度|银行|的(?!号)|后|通知|之后|里)|联系方式|手机号(?:码)?(?=是|有|多少|给|[??]|$)|热线号|号码(?=是|发|给|多少|[??]|$)|(?:热线|电话)的?号|邮箱|网址|联系地址|\b(?:tele)?phone (?:number|line|contact)s?\b|\b(?:name and|whose|what) phone\b(?! pay)|\bphone of\b|\bcontact person\b|\b(?:by|via) (?:tele)?phone\b|\btelephone\b|\bcontact (?:details|number|info)|\be-?mail (?:address)?\b|\bhotline number\b|\bweb ?site address\b")),
    (ValueKind.PENALTY, re.compile(r"罚款|罚多少|罚金|处罚(?:标准|多少|金额)|怎么(?:处罚|罚)|\bfine[sd]\b|\b(?:a|the|what|which|any|no) fine\b|\bpenalt(?:y|ies)\b")),
    (ValueKind.PERCENT, re.compile(r"(?:几|多少)(?:个(?:百分)?点(?!位)|成|折)|百分之(?:几|多少)")),
    (ValueKind.COUNT, re.compile(r"\bwhat (?:is the )?(?:(?:top|maximum|highest) )?speed(?: limit)?\b(?! up)")),
    (ValueKind.MONEY, re.compile(r"\bwhat (?:is |are )?(?:the )?(?:\w+ ){0,2}(?:wage|salary|stipend)s?\b|(?:能|可以|要|得|该|准)收(?:取|你)?(?:多少|几(?!个?[月年天次]))|价(?:格|钱|位)?[^。;?]{0,20}(?:是)?多少(?![家个种])|(?:给|补|奖|贴)(?:得|的)更?[多少高](?!少)|多少钱|几(?:块|毛|元)钱?|多少(?:资金|经费|预算|投资|补贴|补助|奖励|奖金|贷款|万|亿|元)|(?:资金|经费|预算|投资|补贴|补助|奖励|奖金|投入|拨款|金额|费用|额度|造价)(?:的)?(?:规模|总额|标准|数额|额度|金额)?(?:是|有|为|达)?(?:多少|几|多大)|(?:补贴|补助|奖励|资金)(?:标准|金额|总额|数额)|几(?:万|亿|千|百)(?![个家条项人名次辆台吨亩公平座里年])|(?:多少|几)个(?:亿|亿元|小目标)|(?:花|拿|给)多少(?![个家条项名人座处种批次])|(?:补|贴|奖|赔|罚|收|值|价|卖)(?:给)?(?:多少|几)(?![个家条项名人座处种批次月年天])|(?:价|价格|单价|收购价|工资|租金|房租|薪水|票价|学费|收费)(?:标准)?(?:定|是|为|要|卖|收)?(?:在|到)?(?:的)?(?:每[\u3400-\u9fff]{1,2})?(?:多少|几(?!年|个月))|每(?:斤|公斤|吨|亩|户|人|辆|件)(?:补|奖|收|卖|给)(?:多少|几)(?![个家条项])|每(?:斤|公斤|吨)(?:多少|几)(?=\W|$)|\bwhat (?:may|can|does|do|must|should|will|would) (?:[\w'-]+ ){1,9}(?:charge|cost)\b|\bhow much (?:\w+ )?(?:money|cash|funding|grant|support)\b|\bhow much (?:budget|is|does|will|was|can|subsid|investment|did|do)\b|\bbudget\b|\bhow many (?:yuan|rmb|million|billion)\b|\bsubsidy amount\b|\bcost(?:s|ing)?\b|\bamount of (?:money|funding|subsid|the )|\bsize of the (?:fund|budget)|\bfunding (?:amount|is|total)|\bhow many yuan\b|\bin yuan\b")),
    (ValueKind.PERCENT, re.compile(r"百分之|百分比|比例|占比|(?:率|比重|增速)[^,。;?!]{0,10}?(?:多少|几|多高)(?!个|年|项|条|家)|\bpercent(?:age)?\b|\b(?:share|rate|proportion|ratio) of\b|\bwhat (?:\w+ ){0,3}(?:share|rate|proportion|percentage)\b")),
    (ValueKind.DATE, re.compile(r"什么时候|[啥哪]时候?|何时|哪(?:一)?(?:年|月|天)|几(?:月|年|号(?![的终线楼文站卫星机]))(?!内)|(?:截止|完成|最晚|最迟)(?:时间|日期|期限|时限)|期限|时限|到(?:什么|哪)(?:时|年|月)|多久|多长时间|几年|\bwhen\b|\bdeadline\b|\b(?:by|in|on|from|until) (?:what|which) (?:date|year|month|time|day)|\bwhat (?:year|date|month)|\bwhich (?:year|month)|\bhow (?:long|often|soon|quickly|fast|early|late)\b|\buntil\b")),
    (ValueKind.PLACE, re.compile(r"哪里|哪儿|何处|哪(?:[两三四五六七八九十几]|\d+)(?:座|处|地|块)|(?:(?:哪|那|什么)(?:些|几个|个|几座|座)?|哪(?:[一两二三四五六七八九十俩]|\d+)个?)(?:市|城市|地方|地区|县|区|省|机场|港口|枢纽|园区)|什么地方|\bwhere\b|\bwhich (?:\w+ )?(?:cit(?:y|ies)|places?|provinces?|count(?:y|ies)|airports?|ports?|towns?|areas?|regions?|locations?)\b")),
    (ValueKind.COUNT, re.compile(r"多少|多(?:[远宽深厚重]|长(?!时间))(?!的)|多大(?=$|[,,?!。]|一|的?[个座处块片])|(?<![哪这那好第近前后头])几(?![乎何年月号时样点经分钟]|度|级)[\u3400-\u9fff]|\bhow many\b|\bhow much\b|\bhow (?:far|large|big)\b|\bnumber of\b|\bwhat number\b")),
)  # fmt: skip

# Words that only say that the last question was misunderstood: 不对,我说的是; sorry, I meant.
CORRECTION = re.compile(
    r"(?:^|[,,。!!]\s*)(?:啊|哦|呃|噢)?[,,]?(?:我)?(?:刚才|刚刚|可能)?(?:不对|不是|错了|(?:搞|弄|说|记|打|写|看)(?:错|混|岔|反)了?)(?=[\s,,。!!])(?:[\s,,。!!]*(?:应该|应当|其实|实际上?)?(?:就)?是(?!不是|否|谁|哪))?|我(?:是)?(?:说|问|指|要|想问)的?(?:其实)?是|(?<=[,,。!!])(?:说|问|指)的?是|"
    r"\b(?:sorry|oops|actually|no)\b\W+(?:not (?:the |that )?[\w' -]{2,30}?[.,;]\s*)?|\bi (?:actually )?mean(?:t)?\b"
)

# What a correction says is not meant: 不是问交通,我说的是…; not that part.
NOT_MEANT = re.compile(
    r"(?<![道莫是非该])(?:我)?不是(?:在)?(?:问|说|要|指|讲)?(?:的)?[^,,。;!!??]{1,16}(?=[,,。;!!]|$)[,,。;!!]?|(?:你|我)?(?:拿|弄|搞|看|说|认|听|理解)(?:错|混|岔|反)(?:文件|地方|了)*[,,。;!!]|你?误会了?[,,。;!!]|\bnot (?:that|the|this)\b[^.,;!?]{1,40}[.,;!?]?",
    re.IGNORECASE,
)

# Question words and politeness; what is left of a question is its topic.
FILLER = re.compile(
    r"(?:这|那|此)(?:种|类)情况|(?:好像|似乎|貌似)|(?:特别|非常|挺|蛮|很|好)多|不少(?=\s|$|[,,])|麻烦(?:你|您)?|抱歉|对不起|不好意思|(?:我)?(?:刚才)?(?:讲|说|问|打|记)错了?|(?:你)?没(?:听|看|搞)(?:明白|懂)|(?:我)?晓得|(?:列|给|报|说)全|(?:还是|再|先|那|好|行)?(?:回到|说回|回头说|回过头看?)(?:最?(?:开始|早|先|前面?)|刚才|之前|上面)?(?:说的|讲的|问的)?(?:那|这)?[个份条块件]?(?:事)?的?|(?:第一|头一|最初那?)个问题(?:里|中)?|(?:完整)?名单再(?:发|报|列|给)(?:一)?(?:遍|下)?|(?:类似|同样|一样)的?(?:事|规定|要求|内容|安排)?(?=\s|$)|也(?:有|提|写|讲|说)(?:了|到)?(?:这个|这些)?(?=\s|$|[吧吗呢么])|原话|(?:把|将)?那(?:一)?句(?:话)?(?:原样)?(?:贴|发|给|念|抄|说)(?:给我|出来|一下)?|(?:(?<![黑白红])名单|单位)?(?:再|全)?(?:列|过|报|念|说)(?:一)?(?:遍|下|全|出来)|(?<![黑白红])名单(?:给我)?|并排看?|(?:把)?[两三](?:条|边|份|家)(?:的)?|(?:一起|一块儿?|跟着|搭伙)(?:干|做|搞|弄|上)(?:的)?(?=\s|$|还有|都有|是谁)|(?<=[些个几家])(?:局|厅|厅局|委办局|科室)(?=\s|$|[?])|(?:知道|清楚|明白|了解)了|挑头的|带头的|(?:就|只|仅|是|也|还|真)*一家(?=\s|$)|(?:(?:^|(?<=\s))(?:就|只|仅|真的?是?|也|还|都))+(?=\s|$)|也(?:得)?算(?:上|进去|在内|数|一个)?(?:的)?(?=\s|$)|沾(?:不沾)?边(?=\s|$)|在里(?:头|面)|里头|别的|(?:这|那|该|哪)一?条|他们|它们?|加上|一起|比一下|请问一下|请问|请教|麻烦(?:问一下|查一下|帮忙)?|想(?:问|知道|了解|请教)(?:一下|下)?|我(?:们)?(?:想|要|需要)?(?:知道|了解|问)?|帮(?:我|忙)(?:查|看|找)?(?:一?下)?|告诉我|能不能|可不可以|(?:应该|应当|该|由|是|归|找)(?=谁|哪)|"
    r"(?:到底|究竟|具体|主要|一共|总共|目前|现在)|谁(?:来|去)?|哪(?:个|家|些|几个|几家|一个|一家|里|儿|年|几)?|什么(?:时候|样)?|啥(?:时候|样)?|多久|多长时间|几时|何时|多少|几(?:个|家|项|条)?|没(?:有)?(?:别人|别家|其他人)了?|怎么(?:样|办|做)?|怎样|如何|为什么|为何|是否|是不是|有没有|能否|对吗|对不对|吗|呢|吧|啊|么|了(?=$|[??])|的话|"
    r"(?:责任|牵头|配合|参与|主管|负责|有关|相关|政府)?(?:部门|单位|机构|机关)|负责(?:人)?|牵头|(?:打头|挑头|领头|主抓|抓总)的?|主管|责任(?:主体)?|分工|归.{0,6}管|(?<!监)管(?=$|[??的])|承担|"
    r"(?:这|那|该|此)笔(?:钱|资金|款项?|经费)?|(?:这|那|该|此)(?:个|些|项|条|件|里|边|份|方面|事)?|(?:文件|方案|计划|规划|要点|通知|条款|政策|文)(?:里(?:面)?|中|内|上|是)?(?:的)?|里面|(?:规定|要求|提到|提出|写|说|讲|明确)(?:的|了|到)?(?=$|[??,。 ]|什么|哪|多少|要)|"
    r"搭把手|搭个?手|帮衬|(?:任务|工作|事项|事情|方面|情况|问题|内容|措施|做法)(?=$|[??,。 的])|根据|按照|依据|关于|对于|至于|除了|以外|之外|还有|另外|其他|以及|分别|各自|(?:进行|开展)?比较|对比|相比|区别|差异|不同|异同|一样|"
    r"(?<=^)那么?|(?<=^)就|(?<=^)再|(?<=^)也|(?<=^)只|(?<=^)在|(?<=[,??])那|都(?=$|[有是由])|在不在|算不算|算(?:不)?进去(?:没有|没)?|在(?:里面|内)|有(?:没有)?份|(?:[的得]|(?<![基场产用当各土工农园营耕林湿绿宅腹属内外异两本草荒旱坡滩驻])地)(?=$|[??,。 ])|(?<![序并排])列(?:了|上)(?=\s|$|[吗没])|点(?:了|到|过)?(?:谁|哪[些几个家]*)?的?名(?!单)|除开|(?:需)?要(?:来)?(?:配合|参与)|[他它那这]?俩(?=\s|$|[,,])|(?:^|(?<=\s))[和与跟及、](?=\s|$)|(?<=\s)各(?=\s|$)|各(?=由|归|是谁|有(?:什么|哪|多少)|要(?:多|几|怎)|怎|如何|占|达到|多少|几)"
)
ENGLISH_FILLER = frozenset(
    """a an the is are was were be been being do does did has have had who whom whose which what when where why how
    many much of in on at to for from by with and or but not no yes it its this that these those they them their
    there i you we me my our your can could should would must will shall may might please tell say says said about
    into under over lead leads leading responsible responsibility charge agency agencies department departments body
    bodies office offices authority authorities unit units bureau ministry plan plans document documents clause
    section part item according also answer answers deal deals handle handles task thing matter job come comes get
    gets go goes show take takes part involved else other others than besides any some all carry carries exactly whole give list provincial municipal ok okay just nobody""".split()  # noqa: SIM905 - a list of words reads best as prose
)


_KEYWORDS = ("牵头", "负责", "责任单位", "参与", "配合", "部门")
# 那个部门负责 is 哪个部门负责 where nothing else is asked.
_WHICH = re.compile(r"那(?=(?:个|些|几个|家|几家)(?:部门|单位|机构|厅局|委办))")


@cache
def sounds(text: str) -> tuple[str, ...]:
    """Return the syllable of each character without its tone; other text as lazy_pinyin leaves it."""
    return tuple(lazy_pinyin(character)[0] for character in text)


def mended(text: str) -> str:
    """Return a comparable question with question words put right that were typed by their sound.

    A word that sounds like 牵头 but is none of the corpus's other words (牵投) is taken for it.
    """
    heard = sounds(text)
    if len(heard) != len(text):
        return text
    for word in _KEYWORDS:
        wanted, size = sounds(word), len(word)
        for start in range(len(text) - size + 1):
            typed = text[start : start + size]
            shares = any(one == other for one, other in zip(typed, word, strict=True))
            if typed != word and shares and heard[start : start + size] == wanted:
                text = text[:start] + word + text[start + size :]
    asks = OPEN_QUESTION.search(text) or PROPOSES.search(text)
    return text if asks else _WHICH.sub("哪", text)


CONTRASTS = re.compile(r"比较|对比|相比|区别|差别|差异|异同|不同|\bcompar|\bdiffer")
# What only says that duties are counted, listed or shared: a question on a body with nothing but
# these, and words for duties, asks for all that the body has to do.
LISTING = re.compile(
    r"任务|事项?|活|条|项|块|工作|职责|分工|责任|清单|单子|哪些|什么|啥|多少|几|列|拉个|全部|所有|一共|总共|领|摊|扛|担|挑|落到|头上|份内|分内|交给|派给|安排|"
    r"\b(?:what|which|list|everything|all|items?|clauses?|points?|tasks?|duties|jobs?|work|plate|falls?|assign(?:ed|s)?|given|hand(?:ed)?|charged|role|part|show)\b"
)
# Words for duties in general: a body with nothing but these is asked for all it has to do.
DUTIES_ONLY = re.compile(
    r"摊到|摊上|摊|领了|领到|领|独自|扛|担着|担|挑|落到|头上|名下|份内|分内|算上|算|加起来|加|合计|拉|单子|个|份|两|三|那边|这边|这块|说一下|一下|下|别的|不用|不要|只看|只|看|啥|什么|哪|别家|其他|头儿|手上|手里|分别|各|并列|"
    r"\b(?:falls?|fall|plate|items?|points?|part|parts|assign(?:ed|s)?|given|give|hand(?:ed)?|charged|now|called|former(?:ly)?|any|also|lead|show|whatever|things?|named|what's|it|on|do|down|put)\b|差事|担子|营生|配合|参加|职责|责任|任务|工作|条款?|事项?|活|涉及|牵涉|有关|相关|关于|做|干|要求|承担|单独|独自|参与|牵头|负责|哪|几|些|都|列出|列|清单|全部|所有|一共|总共|中|里|在|的|有|要|需|点|"
    r"\b(?:tasks?|dut(?:y|ies)|responsibilit(?:y|ies)|roles?|clauses?|work|jobs?|everything|list|total|alone|mentioned?|concern(?:s|ing)?|appear)\b|\W"
)


def value_kind_of(text: str) -> ValueKind | None:
    """Return the kind of value that a comparable question asks for, the most telling first."""
    return next((kind for kind, pattern in _VALUE_KINDS if pattern.search(text)), None)


def leaves_out_known(text: str) -> bool:
    """Return whether the bodies that a comparable question names are known, and the rest is asked for."""
    asks = OPEN_QUESTION.search(text) or re.search(r"名单|单子", text)
    return bool(_SHARES_WITH.search(text) or (KNOWN_ALREADY.search(text) and asks))


# How a question counts, dates and contrasts the documents it compares: no part of its topic.
DOCUMENT_TALK = re.compile(
    r"(?<!\d)(?:20\d{2}|\d{2})\s*年?(?=[份那的版和与、,]|$)|十[一二三四五六]五(?:里面?|期间|时期)|十[一二三四五六]五(?=又|[、,和与份那的]|\s|$|方案|规划)|(?:这|那)?[两二三四五几]\s*(?:份|个文件|地|省)|"
    r"(?:各|都|分别)?(?:怎么|如何|咋)(?:说|写|提|讲|规定|要求)(?:的|了)?|都(?:写|提|说)了?|前者|后者|里(?=分别|各|都|$)|全国(?=\s|[、,]|$)|又(?=归|由|\s|$)|这事|这块|(?:对|列|比|摆)(?:一)?(?:下|个)?(?:对照|清楚|出来)?(?=[,。?!]|$)|对照(?:一下|着看)?|连(?:同)?(?=[\u3400-\u9fff]{0,8}一(?:起|并|块))|"
    r"\b(?:(?:both|each|either|two|all) sides?|versus|vs|each|both|one|two|three|compare[ds]?|comparison|difference|differ|between)\b|'s\b|\bkey points\b|"
    r"\bside by side\b|\b(?:either|both|each|all|the two|two) sides?\b|(?:^|[.?!,;:]\s*)(?:and )?(?:list|put|set)\b|\blist (?:the|all|every|both|each|who|which)\b|\bsplit (?:it|that|this|them)\b|\b(?:the )?same (?:question|thing|again)\b"
)


def content_of(text: str) -> str:
    """Return the content words of a comparable question, blanks where the others stood."""
    text = DOCUMENT_TALK.sub(" ", CORRECTION.sub(" ", text))
    if re.search(r"[\u3400-\u9fff]", text):
        kept = FILLER.sub(" ", re.sub(r"[??!!。,,;;::\"“”'‘’]", " ", text))
        words = [word for word in kept.split() if word.strip(":") not in ENGLISH_FILLER]
        return " ".join(words).lstrip("的")
    words = re.findall(r"[a-z0-9][a-z0-9'+&-]*", text)
    return " ".join(word for word in words if word not in ENGLISH_FILLER)
