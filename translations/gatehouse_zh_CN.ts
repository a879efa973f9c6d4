<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ApiCheck</name>
    <message>
        <source>A path begins with /</source>
        <translation>路径以 / 开头</translation>
    </message>
    <message>
        <source>A path holds no spaces, no ? and no #</source>
        <translation>路径中不能有空格、? 和 #</translation>
    </message>
    <message>
        <source>A path has no empty segment (//)</source>
        <translation>路径中不能有空段（//）</translation>
    </message>
    <message>
        <source>Needed: the path under which callers reach the API, for example /orders</source>
        <translation>必填：调用方访问该 API 的路径，例如 /orders</translation>
    </message>
    <message>
        <source>No / at the end</source>
        <translation>末尾不要有 /</translation>
    </message>
    <message>
        <source>Fixed text only; {parameters} and * belong to the routes</source>
        <translation>只能是固定文本；{参数} 和 * 写在路由里</translation>
    </message>
    <message>
        <source>%1 is already reached under %2</source>
        <translation>%1 已使用 %2</translation>
    </message>
    <message>
        <source>At least one target: where the calls go</source>
        <translation>至少要有一个目标：调用发往何处</translation>
    </message>
    <message>
        <source>Needed, for example http://127.0.0.1:9000</source>
        <translation>必填，例如 http://127.0.0.1:9000</translation>
    </message>
    <message>
        <source>A URL like http://127.0.0.1:9000 or https://host/path</source>
        <translation>形如 http://127.0.0.1:9000 或 https://host/path 的 URL</translation>
    </message>
    <message>
        <source>No ? and no # in a target</source>
        <translation>目标中不能有 ? 和 #</translation>
    </message>
    <message>
        <source>No user and password in a target; set the Authorization header instead</source>
        <translation>目标中不能写用户名和密码；请改设 Authorization 头</translation>
    </message>
    <message>
        <source>At least one target needs a weight above 0</source>
        <translation>至少有一个目标的权重要大于 0</translation>
    </message>
    <message>
        <source>A duration above 0, for example 30s or 250ms</source>
        <translation>大于 0 的时长，例如 30s 或 250ms</translation>
    </message>
    <message>
        <source>Needed, for example /{id} or /*</source>
        <translation>必填，例如 /{id} 或 /*</translation>
    </message>
    <message>
        <source>{name} fills a whole segment: /orders/{id}</source>
        <translation>{名称} 要占满一段：/orders/{id}</translation>
    </message>
    <message>
        <source>Each {name} once</source>
        <translation>每个 {名称} 只能出现一次</translation>
    </message>
    <message>
        <source>* stands only at the end: /*</source>
        <translation>* 只能在末尾：/*</translation>
    </message>
    <message>
        <source>* needs a route that ends with /*</source>
        <translation>使用 * 的路由要以 /* 结尾</translation>
    </message>
    <message>
        <source>The path has no {%1}</source>
        <translation>路径中没有 {%1}</translation>
    </message>
    <message>
        <source>An earlier route answers the same calls</source>
        <translation>前面的路由已处理同样的调用</translation>
    </message>
    <message>
        <source>A header name, for example X-Region</source>
        <translation>头的名称，例如 X-Region</translation>
    </message>
    <message>
        <source>Letters, digits and - only, no spaces and no colon</source>
        <translation>只能用字母、数字和 -，不能有空格和冒号</translation>
    </message>
    <message>
        <source>%1 belongs to the connection and is set by the gateway</source>
        <translation>%1 属于连接本身，由网关设置</translation>
    </message>
    <message>
        <source>A value is one line</source>
        <translation>值只能是一行</translation>
    </message>
    <message>
        <source>Needed: what people call this API</source>
        <translation>必填：这个 API 的名称</translation>
    </message>
    <message>
        <source>1 to 64 letters, digits, . _ and -, the first a letter or digit</source>
        <translation>1 到 64 个字母、数字、. _ 和 -，首字符为字母或数字</translation>
    </message>
    <message>
        <source>There is already an API with this id</source>
        <translation>已有使用此标识的 API</translation>
    </message>
</context>
<context>
    <name>ApiInspector</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1, weight %2</source>
        <translation>%1，权重 %2</translation>
    </message>
</context>
<context>
    <name>ApiLife</name>
    <message>
        <source>Start a draft</source>
        <translation>开始草稿</translation>
    </message>
    <message>
        <source>Ask for review</source>
        <translation>提交审核</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Request changes…</source>
        <translation>要求修改…</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation>退回草稿</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Deprecate…</source>
        <translation>弃用…</translation>
    </message>
    <message>
        <source>Publish again</source>
        <translation>重新发布</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>封锁…</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>解除封锁</translation>
    </message>
    <message>
        <source>Retire…</source>
        <translation>下线…</translation>
    </message>
    <message>
        <source>Discard…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>It goes on answering. Every answer tells callers the dates and where to go.</source>
        <translation>它会继续应答。每个应答都会告知调用方日期以及应改用什么。</translation>
    </message>
    <message>
        <source>Callers get 503 with this reason until it is unblocked.</source>
        <translation>在解除封锁之前，调用方会收到带此原因的 503。</translation>
    </message>
    <message>
        <source>The author reads what should be otherwise.</source>
        <translation>作者会看到需要修改之处。</translation>
    </message>
    <message>
        <source>The draft is put away; it can be taken up again.</source>
        <translation>草稿会被收起；以后可以重新启用。</translation>
    </message>
    <message>
        <source>changed here</source>
        <translation>此处已更改</translation>
    </message>
    <message>
        <source>changed there</source>
        <translation>对方已更改</translation>
    </message>
    <message>
        <source>changed on both sides</source>
        <translation>两侧都有更改</translation>
    </message>
    <message>
        <source>added here</source>
        <translation>此处新增</translation>
    </message>
    <message>
        <source>added there</source>
        <translation>对方新增</translation>
    </message>
    <message>
        <source>removed here</source>
        <translation>此处已移除</translation>
    </message>
    <message>
        <source>removed there</source>
        <translation>对方已移除</translation>
    </message>
    <message>
        <source>in sync</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Callers get 410 for good. This cannot be taken back.</source>
        <translation>调用方将永久收到 410。此操作无法撤回。</translation>
    </message>
</context>
<context>
    <name>ApiStepBox</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason (may be empty)</source>
        <translation>原因（可留空）</translation>
    </message>
    <message>
        <source>Nobody called in the last hour.</source>
        <translation>最近一小时无人调用。</translation>
    </message>
    <message>
        <source>Still calling: %1</source>
        <translation>仍在调用：%1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>以及另外 %1 个</translation>
    </message>
    <message>
        <source>It ends on a day</source>
        <translation>在某一天结束</translation>
    </message>
    <message>
        <source>What to use instead</source>
        <translation>改用什么</translation>
    </message>
    <message>
        <source>Where to read about it</source>
        <translation>在哪里了解</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Say why: those who are affected are told.</source>
        <translation>请说明原因：受影响的人会被告知。</translation>
    </message>
</context>
<context>
    <name>ApiWords</name>
    <message>
        <source>Design</source>
        <translation>设计中</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>In review</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Changes asked</source>
        <translation>要求修改</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>Deprecated</source>
        <translation>已弃用</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已下线</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>已封锁</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>REST</source>
        <translation>REST</translation>
    </message>
    <message>
        <source>AI</source>
        <translation>AI</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>open, no key</source>
        <translation>开放，无需密钥</translation>
    </message>
    <message>
        <source>any valid key</source>
        <translation>任意有效密钥</translation>
    </message>
    <message>
        <source>subscription</source>
        <translation>订阅</translation>
    </message>
</context>
<context>
    <name>AskBox</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>GatewayFields</name>
    <message>
        <source>one a core</source>
        <translation>每核一个</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>admin address</source>
        <translation>管理地址</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>lowest TLS version</source>
        <translation>最低 TLS 版本</translation>
    </message>
    <message>
        <source>trusted proxies</source>
        <translation>可信代理</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>largest body</source>
        <translation>最大请求体</translation>
    </message>
    <message>
        <source>largest head</source>
        <translation>最大消息头</translation>
    </message>
    <message>
        <source>request head</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>gap in a body</source>
        <translation>请求体间隔</translation>
    </message>
    <message>
        <source>stalled client</source>
        <translation>停滞的客户端</translation>
    </message>
    <message>
        <source>connect upstream</source>
        <translation>连接上游</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>gap in a stream</source>
        <translation>流的间隔</translation>
    </message>
    <message>
        <source>whole exchange</source>
        <translation>整个交换</translation>
    </message>
    <message>
        <source>idle connection</source>
        <translation>空闲连接</translation>
    </message>
    <message>
        <source>drain at stop</source>
        <translation>停止前排空</translation>
    </message>
</context>
<context>
    <name>LimitWords</name>
    <message>
        <source>Key %1</source>
        <translation>密钥 %1</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Each %1</source>
        <translation>每个%1</translation>
    </message>
    <message>
        <source>Each %1 of %2</source>
        <translation>%2 的每个%1</translation>
    </message>
    <message>
        <source>%1 may call any API at most %2 requests%3</source>
        <translation>%1对任意 API 最多调用 %2 次%3</translation>
    </message>
    <message>
        <source>%1 may call %2 at most %3 requests%4</source>
        <translation>%1对 %2 最多调用 %3 次%4</translation>
    </message>
    <message>
        <source>%1 may spend at most %2%3</source>
        <translation>%1最多花费 %2%3</translation>
    </message>
    <message>
        <source>%1 may spend at most %2%3 on %4</source>
        <translation>%1在 %4 上最多花费 %2%3</translation>
    </message>
    <message>
        <source>%1 may have at most %2 calls in flight</source>
        <translation>%1最多同时有 %2 个进行中的调用</translation>
    </message>
    <message>
        <source>%1 may have at most %2 calls of %3 in flight</source>
        <translation>%1对 %3 最多同时有 %2 个进行中的调用</translation>
    </message>
    <message>
        <source>%1 may use at most %2 %3%4</source>
        <translation>%1最多使用 %2 %3%4</translation>
    </message>
    <message>
        <source>%1 may use at most %2 %3%4 of %5</source>
        <translation>%1在 %5 上最多使用 %2 %3%4</translation>
    </message>
    <message>
        <source>burst %1</source>
        <translation>突发 %1</translation>
    </message>
    <message>
        <source>any window</source>
        <translation>任意窗口</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>排队 %1</translation>
    </message>
    <message>
        <source>refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>1 counter</source>
        <translation>1 个计数器</translation>
    </message>
    <message>
        <source>%1 counters</source>
        <translation>%1 个计数器</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>input tokens</source>
        <translation>输入词元</translation>
    </message>
    <message>
        <source>output tokens</source>
        <translation>输出词元</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>dollars</source>
        <translation>美元</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>calls in flight</source>
        <translation>进行中的调用</translation>
    </message>
    <message>
        <source>queue, then refuse</source>
        <translation>先排队，再拒绝</translation>
    </message>
    <message>
        <source>shadow: let pass and note</source>
        <translation>影子：放行并记录</translation>
    </message>
    <message>
        <source>minute</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>day</source>
        <translation>天</translation>
    </message>
    <message>
        <source>week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>application</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>revision</source>
        <translation>修订</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>provider key</source>
        <translation>提供商密钥</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>header</source>
        <translation>头</translation>
    </message>
    <message>
        <source>header %1</source>
        <translation>头 %1</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/秒</translation>
    </message>
    <message>
        <source>/min</source>
        <translation>/分</translation>
    </message>
    <message>
        <source>/h</source>
        <translation>/时</translation>
    </message>
    <message>
        <source> in %1</source>
        <translation>，每 %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>%1 秒后</translation>
    </message>
    <message>
        <source>in %1 min</source>
        <translation>%1 分钟后</translation>
    </message>
    <message>
        <source>in %1 h</source>
        <translation>%1 小时后</translation>
    </message>
    <message>
        <source>d MMM, HH:mm</source>
        <translation>M月d日 HH:mm</translation>
    </message>
    <message>
        <source>warn: let pass and tell people</source>
        <translation>警告：放行并通知人员</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>方案</translation>
    </message>
</context>
<context>
    <name>NumberFormat</name>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>%1 秒前</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>%1 天前</translation>
    </message>
</context>
<context>
    <name>Panels</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>APIs</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Playground</source>
        <translation>试验场</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限流</translation>
    </message>
</context>
<context>
    <name>ProviderChoice</name>
    <message>
        <source>Sandbox</source>
        <translation>沙盒</translation>
    </message>
</context>
<context>
    <name>SaidWords</name>
    <message>
        <source>no rule refused it</source>
        <translation>没有规则拒绝它</translation>
    </message>
    <message>
        <source>the queue was full</source>
        <translation>队列已满</translation>
    </message>
    <message>
        <source>did not wait</source>
        <translation>没有等待</translation>
    </message>
    <message>
        <source>more connections than allowed</source>
        <translation>连接数超过允许值</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>未询问</translation>
    </message>
    <message>
        <source>an error event</source>
        <translation>一个错误事件</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Nobody was refused in this time.</source>
        <translation>这段时间内没有拒绝任何调用。</translation>
    </message>
    <message>
        <source>There is nobody to be told.</source>
        <translation>没有需要告知的人。</translation>
    </message>
    <message>
        <source>The rule is not there any more.</source>
        <translation>该规则已不存在。</translation>
    </message>
    <message>
        <source>No rule of this gateway refused the call.</source>
        <translation>本网关没有规则拒绝这次调用。</translation>
    </message>
    <message>
        <source>Another limit would not have helped.</source>
        <translation>换一个限额也没有帮助。</translation>
    </message>
    <message>
        <source>No limit was found that would have helped.</source>
        <translation>没有找到会有帮助的限额。</translation>
    </message>
    <message>
        <source>None of these calls meets the rule.</source>
        <translation>这些调用都不适用该规则。</translation>
    </message>
    <message>
        <source>Calls are refused whatever the limit.</source>
        <translation>无论限额多少，调用都会被拒绝。</translation>
    </message>
    <message>
        <source>There were no calls.</source>
        <translation>没有调用。</translation>
    </message>
    <message>
        <source>The bodies of these calls went by without being kept, so nobody knows which were the same.</source>
        <translation>这些调用的正文没有保留，因此不知道哪些是相同的。</translation>
    </message>
    <message>
        <source>Whether a cache would have helped is not known.</source>
        <translation>不知道缓存是否会有帮助。</translation>
    </message>
    <message>
        <source>Another key or target would not help: the provider was not the limit.</source>
        <translation>换一个密钥或目标没有帮助：瓶颈不在提供商。</translation>
    </message>
    <message>
        <source>A calendar quota does not queue: there is no room before its period ends.</source>
        <translation>日历配额不排队：周期结束前没有余量。</translation>
    </message>
    <message>
        <source>No counter of this gateway was full.</source>
        <translation>本网关没有计数器已满。</translation>
    </message>
    <message>
        <source>It was already refusing when this time began.</source>
        <translation>这段时间开始时它已经在拒绝。</translation>
    </message>
    <message>
        <source>An alert on answers of 429 tells when it happens again.</source>
        <translation>针对 429 应答的告警会在再次发生时通知。</translation>
    </message>
    <message>
        <source>An alert at 80 % of the limit tells before it happens again.</source>
        <translation>在限额的 80 % 处设置告警，会在再次发生之前通知。</translation>
    </message>
    <message>
        <source>A call that was refused would have used what answered calls of the same application and target used on average.</source>
        <translation>被拒绝的调用会用掉同一应用和目标已应答调用的平均用量。</translation>
    </message>
    <message>
        <source>Callers would have called at the same times.</source>
        <translation>调用方会在相同的时间调用。</translation>
    </message>
    <message>
        <source>A call that repeats a refused one would not have come.</source>
        <translation>重复被拒绝调用的调用不会出现。</translation>
    </message>
    <message>
        <source>Header fields are not recorded: a rule that asks for one finds it missing.</source>
        <translation>请求头没有记录：要求请求头的规则会视其为缺失。</translation>
    </message>
    <message>
        <source>Input tokens of a refused call are a quarter of its bytes.</source>
        <translation>被拒绝调用的输入 token 按其字节数的四分之一计算。</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 of the calls of %2 repeat a refused one.</source>
        <translation>%2 的调用中有 %1 是重复被拒绝的调用。</translation>
    </message>
    <message>
        <source>It does not wait as long as it was told.</source>
        <translation>它没有等待被告知的时长。</translation>
    </message>
    <message>
        <source>Its clients come back all at once.</source>
        <translation>其客户端同时全部重试。</translation>
    </message>
    <message>
        <source>waited %1</source>
        <translation>已等待 %1</translation>
    </message>
    <message>
        <source>1 answer</source>
        <translation>1 次应答</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 次应答</translation>
    </message>
    <message>
        <source>With %1 instead of %2 it would have refused nothing in this time.</source>
        <translation>若限额为 %1 而不是 %2，这段时间内不会拒绝任何调用。</translation>
    </message>
    <message>
        <source>%1 of %2 calls had been asked and answered before, byte for byte; a cache would have answered them.</source>
        <translation>%2 次调用中有 %1 次此前已被询问并应答过，逐字节相同；缓存本可应答它们。</translation>
    </message>
    <message>
        <source>That saves %1.</source>
        <translation>可节省 %1。</translation>
    </message>
    <message>
        <source>A second key, or another target behind this one, would have been asked for %1 refused calls.</source>
        <translation>第二个密钥，或其后的另一个目标，本可承接 %1 次被拒绝的调用。</translation>
    </message>
    <message>
        <source>A queue of %1 would have spared %2 of %3 refusals. Another key or target would not help: the provider was not the limit.</source>
        <translation>时长 %1 的队列本可避免 %3 次拒绝中的 %2 次。换一个密钥或目标没有帮助：瓶颈不在提供商。</translation>
    </message>
    <message>
        <source>An alert at 80 % of the limit would have come %1 before the first refusal.</source>
        <translation>在限额的 80 % 处设置的告警，会比第一次拒绝早 %1。</translation>
    </message>
    <message>
        <source>%1 in any %2: the burst of %3 and %4 more</source>
        <translation>任意 %2 内 %1：突发 %3，再加 %4</translation>
    </message>
    <message>
        <source>%1 in any %2, never more</source>
        <translation>任意 %2 内 %1，绝不超出</translation>
    </message>
    <message>
        <source>%1 around the turn of a %2: all of the old one at its end, all of the new one at its beginning</source>
        <translation>%2交替前后共 %1：旧周期末尾的全部，加上新周期开头的全部</translation>
    </message>
    <message>
        <source>%1 at the same time</source>
        <translation>同时 %1</translation>
    </message>
    <message>
        <source>Hello,</source>
        <translation>您好，</translation>
    </message>
    <message>
        <source>From %1 to %2, %3 of the %4 calls of %5 were refused with 429; %6 of its calls repeat a refused one.</source>
        <translation>从 %1 到 %2，%5 的 %4 次调用中有 %3 次以 429 被拒绝；其 %6 的调用是重复被拒绝的调用。</translation>
    </message>
    <message>
        <source>%1 of the retries came before the time that the answer named.</source>
        <translation>%1 的重试早于应答所指明的时间。</translation>
    </message>
    <message>
        <source>The rule: %1</source>
        <translation>规则：%1</translation>
    </message>
    <message>
        <source>Please let the client honour what a 429 says:</source>
        <translation>请让客户端遵守 429 应答的内容：</translation>
    </message>
    <message>
        <source>- retry-after-ms (or Retry-After, in seconds): wait that long, plus a little by chance</source>
        <translation>- retry-after-ms（或以秒为单位的 Retry-After）：等待该时长，再加一点随机时间</translation>
    </message>
    <message>
        <source>- x-should-retry: false: do not ask again, a quota is spent</source>
        <translation>- x-should-retry: false：不要再次请求，配额已用完</translation>
    </message>
    <message>
        <source>- RateLimit: &quot;name&quot;;r=REMAINING;t=SECONDS on every answer: slow down before r is 0</source>
        <translation>- 每个应答中的 RateLimit: &quot;name&quot;;r=REMAINING;t=SECONDS：在 r 变为 0 之前放慢</translation>
    </message>
</context>
<context>
    <name>gatehouse::app::Console</name>
    <message>
        <source>Attached to the gateway at %1, which goes on when this window closes.</source>
        <translation>已连接到 %1 的网关；关闭此窗口后它会继续运行。</translation>
    </message>
    <message>
        <source>Gatehouse cannot start</source>
        <translation>Gatehouse 无法启动</translation>
    </message>
    <message>
        <source>The gateway does not serve: %1</source>
        <translation>网关未在服务：%1</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>The demo could not be started.</source>
        <translation>无法启动演示。</translation>
    </message>
    <message>
        <source>Keep serving?</source>
        <translation>继续服务吗？</translation>
    </message>
    <message>
        <source>Programs may be using the gateway. It can go on in the tray while the window is closed.</source>
        <translation>可能有程序正在使用网关。窗口关闭后，它可以留在托盘中继续运行。</translation>
    </message>
    <message>
        <source>Keep it in the tray</source>
        <translation>留在托盘中</translation>
    </message>
    <message>
        <source>Stop the gateway</source>
        <translation>停止网关</translation>
    </message>
    <message>
        <source>Open the console</source>
        <translation>打开控制台</translation>
    </message>
    <message>
        <source>Copy the base URL</source>
        <translation>复制基础 URL</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>停止并退出</translation>
    </message>
    <message>
        <source>Gatehouse serves</source>
        <translation>Gatehouse 正在服务</translation>
    </message>
    <message>
        <source>Personal token</source>
        <translation>个人令牌</translation>
    </message>
    <message>
        <source>You can change this later under Settings, Appearance.</source>
        <translation>之后可在“设置”的“外观”中更改。</translation>
    </message>
</context>
<context>
    <name>gatehouse::client::AdminClient</name>
    <message>
        <source>Somebody else saved this meanwhile. Your edit is kept: compare it with the new state, then save again.</source>
        <translation>其间已有他人保存。您的修改仍在：请与新内容比较后再次保存。</translation>
    </message>
    <message>
        <source>The gateway does not accept this token.</source>
        <translation>网关不接受此令牌。</translation>
    </message>
    <message>
        <source>The gateway answered with status %1.</source>
        <translation>网关返回了状态 %1。</translation>
    </message>
    <message>
        <source>The gateway at %1 did not answer in time.</source>
        <translation>%1 的网关没有及时应答。</translation>
    </message>
    <message>
        <source>The certificate of the gateway at %1 is not trusted.</source>
        <translation>%1 的网关证书不受信任。</translation>
    </message>
    <message>
        <source>The gateway at %1 cannot be reached.</source>
        <translation>无法连接到 %1 的网关。</translation>
    </message>
    <message>
        <source>The gateway&apos;s answer could not be read.</source>
        <translation>无法读取网关的应答。</translation>
    </message>
</context>
<context>
    <name>gatehouse::client::ChatStream</name>
    <message>
        <source>The gateway answered with status %1.</source>
        <translation>网关返回了状态 %1。</translation>
    </message>
    <message>
        <source>The gateway at %1 cannot be reached.</source>
        <translation>无法连接到 %1 的网关。</translation>
    </message>
    <message>
        <source>The answer broke off before its end.</source>
        <translation>应答中途断开。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui</name>
    <message>
        <source>The recording policy kept no body of this exchange.</source>
        <translation>按记录策略，此次交换未保留正文。</translation>
    </message>
    <message>
        <source>%1 bytes that are no text.</source>
        <translation>%1 字节，不是文本。</translation>
    </message>
    <message>
        <source>… cut: %1 bytes in all</source>
        <translation>……已截断：共 %1 字节</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>own rule</source>
        <translation>自有规则</translation>
    </message>
    <message>
        <source>provider&apos;s limit</source>
        <translation>提供商限制</translation>
    </message>
    <message>
        <source>shed</source>
        <translation>过载丢弃</translation>
    </message>
    <message>
        <source>Refused by an own rule</source>
        <translation>被自有规则拒绝</translation>
    </message>
    <message>
        <source>Shed under load</source>
        <translation>因过载被丢弃</translation>
    </message>
    <message>
        <source>the upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Answered by %1</source>
        <translation>由 %1 应答</translation>
    </message>
    <message>
        <source>One try: %1</source>
        <translation>一次尝试：%1</translation>
    </message>
    <message>
        <source>Answered by the gateway</source>
        <translation>由网关应答</translation>
    </message>
    <message>
        <source>Answered by the gateway: %1</source>
        <translation>由网关应答：%1</translation>
    </message>
    <message>
        <source>Two tries</source>
        <translation>两次尝试</translation>
    </message>
    <message>
        <source>Three tries</source>
        <translation>三次尝试</translation>
    </message>
    <message>
        <source>%1 tries</source>
        <translation>%1 次尝试</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1，最后为 %2</translation>
    </message>
    <message>
        <source>%1, none answered</source>
        <translation>%1，均无应答</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::AboutPage</name>
    <message>
        <source>console with an embedded AI and API gateway</source>
        <translation>内嵌 AI 与 API 网关的控制台</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>本窗口</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>GNU General Public License 3 or later</source>
        <translation>GNU 通用公共许可证第 3 版或更高版本</translation>
    </message>
    <message>
        <source>Copy for a report</source>
        <translation>复制以便报告问题</translation>
    </message>
    <message>
        <source>%1, process %2</source>
        <translation>%1，进程 %2</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::AddressPage</name>
    <message>
        <source>%1; ends %2</source>
        <translation>%1；%2 到期</translation>
    </message>
    <message>
        <source>Add address:port</source>
        <translation>添加 地址:端口</translation>
    </message>
    <message>
        <source>Add address or network</source>
        <translation>添加地址或网段</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>where programs send their requests</source>
        <translation>程序把请求发到这里</translation>
    </message>
    <message>
        <source>Listen on</source>
        <translation>监听</translation>
    </message>
    <message>
        <source>Also on</source>
        <translation>另外监听</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>管理端口</translation>
    </message>
    <message>
        <source>used from the next start on</source>
        <translation>下次启动起生效</translation>
    </message>
    <message>
        <source>Trusted proxies</source>
        <translation>可信代理</translation>
    </message>
    <message>
        <source>their X-Forwarded-For counts</source>
        <translation>采信其 X-Forwarded-For</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Encrypt</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>Choose the certificate</source>
        <translation>选择证书</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>私钥</translation>
    </message>
    <message>
        <source>Choose the private key</source>
        <translation>选择私钥</translation>
    </message>
    <message>
        <source>Lowest version</source>
        <translation>最低版本</translation>
    </message>
    <message>
        <source>PEM file on the gateway&apos;s machine</source>
        <translation>网关所在机器上的 PEM 文件</translation>
    </message>
    <message>
        <source>PEM files (*.pem *.crt *.cer *.key);;All files (*)</source>
        <translation>PEM 文件 (*.pem *.crt *.cer *.key);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Everybody who reaches this address over the network can call it.</source>
        <translation>网络中能访问此地址的人都可以调用它。</translation>
    </message>
    <message numerus="yes">
        <source>%n API(s) ask for no key.</source>
        <translation>
            <numerusform>有 %n 个 API 不要求密钥。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::AlertWatch</name>
    <message>
        <source>%1, %2: %3 % used.</source>
        <translation>%1，%2：已用 %3 %。</translation>
    </message>
    <message>
        <source>Full at %1 if it goes on.</source>
        <translation>照此下去将在 %1 用满。</translation>
    </message>
    <message>
        <source>You are told when %1 is 80 % full, or will be full within 2 minutes.</source>
        <translation>当 %1 用到 80 %，或将在 2 分钟内用满时，会通知您。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::AnswerView</name>
    <message>
        <source>[image: %1]</source>
        <translation>[图片：%1]</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>You, turn %1</source>
        <translation>您，第 %1 轮</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApiEditor</name>
    <message>
        <source>APIs</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>New API</source>
        <translation>新建 API</translation>
    </message>
    <message>
        <source>Create API</source>
        <translation>创建 API</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Leave without saving? What you changed is lost.</source>
        <translation>不保存就离开吗？您的修改将丢失。</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>丢弃修改</translation>
    </message>
    <message>
        <source>Somebody else changed this API meanwhile. Your edit is still here.</source>
        <translation>其间已有他人修改此 API。您的修改仍在。</translation>
    </message>
    <message>
        <source>Load theirs</source>
        <translation>载入对方的</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApiForm</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>订单</translation>
    </message>
    <message>
        <source>What it is for, in a sentence</source>
        <translation>用一句话说明用途</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>无团队</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Base path</source>
        <translation>基础路径</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Callers reach it while it is published or deprecated.</source>
        <translation>处于已发布或已弃用状态时可被调用。</translation>
    </message>
    <message>
        <source>Who may call</source>
        <translation>谁可以调用</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>where the calls go, by weight</source>
        <translation>调用按权重发往何处</translation>
    </message>
    <message>
        <source>in turn, by weight</source>
        <translation>按权重轮流</translation>
    </message>
    <message>
        <source>fewest calls under way</source>
        <translation>进行中的调用最少者</translation>
    </message>
    <message>
        <source>the same caller, the same target</source>
        <translation>同一调用方固定同一目标</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>The longest silence of the upstream: 250ms, 30s, 5m.</source>
        <translation>上游最长的静默时间：250ms、30s、5m。</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Of calls that may be repeated, before the first byte of an answer.</source>
        <translation>适用于可重复的调用，在应答首字节之前。</translation>
    </message>
    <message>
        <source>Send the caller&apos;s Host instead of the target&apos;s</source>
        <translation>发送调用方的 Host，而不是目标的</translation>
    </message>
    <message>
        <source>Which target</source>
        <translation>选择哪个目标</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>methods, path, path sent upstream; none = everything</source>
        <translation>方法、路径、发往上游的路径；留空 = 全部</translation>
    </message>
    <message>
        <source>Headers of the request</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>removed, then set, then added</source>
        <translation>先删除，再设置，最后添加</translation>
    </message>
    <message>
        <source>Headers of the answer</source>
        <translation>应答头</translation>
    </message>
    <message>
        <source>Fixed: files and limits refer to it.</source>
        <translation>不可更改：文件和限额引用它。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApiImportPage</name>
    <message>
        <source>APIs</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Address of the description</source>
        <translation>描述文件的地址</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述文件</translation>
    </message>
    <message>
        <source>Paste it here, or drop a file: OpenAPI 2.0, 3.0 or 3.1 in JSON or YAML, a Postman collection, a HAR file, a cURL line.</source>
        <translation>在此粘贴，或拖入文件：JSON 或 YAML 格式的 OpenAPI 2.0、3.0 或 3.1，Postman 集合，HAR 文件，cURL 命令行。</translation>
    </message>
    <message>
        <source>Base path</source>
        <translation>基础路径</translation>
    </message>
    <message>
        <source>Where callers find it; empty = made from the title.</source>
        <translation>调用方在此路径找到它；留空则由标题生成。</translation>
    </message>
    <message>
        <source>What comes of it</source>
        <translation>导入结果</translation>
    </message>
    <message>
        <source>Import an API</source>
        <translation>导入 API</translation>
    </message>
    <message>
        <source>Renew %1</source>
        <translation>更新 %1</translation>
    </message>
    <message>
        <source>Each operation becomes a route, servers become targets. What cannot be taken over is told with its line.</source>
        <translation>每个操作成为一条路由，服务器成为目标。无法导入的内容会连同行号一并说明。</translation>
    </message>
    <message>
        <source>Open a description</source>
        <translation>打开描述文件</translation>
    </message>
    <message>
        <source>Descriptions (*.yaml *.yml *.json *.har *.txt)</source>
        <translation>描述文件 (*.yaml *.yml *.json *.har *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 is larger than 64 MiB.</source>
        <translation>%1 大于 64 MiB。</translation>
    </message>
    <message>
        <source>This is no http address.</source>
        <translation>这不是 http 地址。</translation>
    </message>
    <message>
        <source>Fetching %1 …</source>
        <translation>正在获取 %1…</translation>
    </message>
    <message>
        <source>%1 did not give a description: %2</source>
        <translation>%1 没有给出描述文件：%2</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>%1, operations: %2</source>
        <translation>%1，操作数：%2</translation>
    </message>
    <message>
        <source> → %1 under %2</source>
        <translation> → %1，位于 %2</translation>
    </message>
    <message>
        <source>changed on both sides; ticked = take theirs</source>
        <translation>两侧都有更改；勾选则采用对方的</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>没有差异。</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApiInspector</name>
    <message>
        <source>every method and path</source>
        <translation>所有方法和路径</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Upstream</source>
        <translation>上游</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>访问</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Call it</source>
        <translation>调用示例</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 项</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Its calls</source>
        <translation>其调用</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Calls, last hour</source>
        <translation>调用，最近一小时</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Callers</source>
        <translation>调用方</translation>
    </message>
    <message>
        <source>%1 /min</source>
        <translation>%1/分</translation>
    </message>
    <message>
        <source>p95 %1</source>
        <translation>p95 %1</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>%1 被拒绝</translation>
    </message>
    <message>
        <source>%1 % answered 5xx in the last hour</source>
        <translation>最近一小时 %1% 以 5xx 应答</translation>
    </message>
    <message>
        <source>%1 % refused now</source>
        <translation>当前 %1% 被拒绝</translation>
    </message>
    <message>
        <source>Last hour, %1 calls</source>
        <translation>最近一小时，%1 次调用</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 次失败</translation>
    </message>
    <message>
        <source>Failed, of %1 calls an hour</source>
        <translation>失败，每小时 %1 次调用中</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApiLifeBar</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Renew from a description…</source>
        <translation>用描述文件更新…</translation>
    </message>
    <message>
        <source>Save OpenAPI…</source>
        <translation>保存 OpenAPI…</translation>
    </message>
    <message>
        <source>Save documentation as HTML…</source>
        <translation>将文档保存为 HTML…</translation>
    </message>
    <message>
        <source>Answers come from its document; nothing stands behind it yet.</source>
        <translation>应答来自其文档；后面还没有服务。</translation>
    </message>
    <message>
        <source>Blocked: %1</source>
        <translation>已封锁：%1</translation>
    </message>
    <message>
        <source>Ends on %1.</source>
        <translation>将于 %1 结束。</translation>
    </message>
    <message>
        <source>Use %1 instead.</source>
        <translation>请改用 %1。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Revisions</source>
        <translation>修订版</translation>
    </message>
    <message>
        <source>serves</source>
        <translation>正在服务</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Revision %1 and now</source>
        <translation>修订版 %1 与当前</translation>
    </message>
    <message>
        <source>Breaks callers: </source>
        <translation>影响调用方：</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>没有差异。</translation>
    </message>
    <message>
        <source>Make this API what it was in revision %1? That becomes a new revision.</source>
        <translation>将此 API 恢复为修订版 %1 的样子？这会成为新的修订版。</translation>
    </message>
    <message>
        <source>%1 is as in revision %2.</source>
        <translation>%1 已恢复为修订版 %2。</translation>
    </message>
    <message>
        <source>Save documentation</source>
        <translation>保存文档</translation>
    </message>
    <message>
        <source>Save OpenAPI</source>
        <translation>保存 OpenAPI</translation>
    </message>
    <message>
        <source>%1 is saved.</source>
        <translation>%1 已保存。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApiTableModel</name>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>%1 calls in the last hour, %2 refused a second now</source>
        <translation>最近一小时 %1 次调用，当前每秒拒绝 %2 次</translation>
    </message>
    <message>
        <source>Calls/s, 1 h</source>
        <translation>调用/秒，1 小时</translation>
    </message>
    <message>
        <source>5xx, %</source>
        <translation>5xx，%</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Callers</source>
        <translation>调用方</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApisPanel</name>
    <message>
        <source>%1 is saved.</source>
        <translation>%1 已保存。</translation>
    </message>
    <message>
        <source>APIs</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Name, route, team</source>
        <translation>名称、路由、团队</translation>
    </message>
    <message>
        <source>New API</source>
        <translation>新建 API</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Delete %1? Its callers get 404 from the next call on.</source>
        <translation>删除 %1？其调用方从下一次调用起得到 404。</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>%1 已删除。</translation>
    </message>
    <message>
        <source>An API has a base path here and a server behind it: callers reach it through the gateway, which counts, limits and shows them.</source>
        <translation>API 在此有一个基础路径，背后有一台服务器：调用方经网关访问它，网关对调用计数、限流并展示。</translation>
    </message>
    <message>
        <source>Models need no API: see them</source>
        <translation>模型无需 API：查看模型</translation>
    </message>
    <message>
        <source>state: any</source>
        <translation>状态：任意</translation>
    </message>
    <message>
        <source>state: %1</source>
        <translation>状态：%1</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>team: any</source>
        <translation>团队：任意</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>kind: any</source>
        <translation>类型：任意</translation>
    </message>
    <message>
        <source>kind: %1</source>
        <translation>类型：%1</translation>
    </message>
    <message>
        <source>team: %1</source>
        <translation>团队：%1</translation>
    </message>
    <message>
        <source>1 API</source>
        <translation>1 个 API</translation>
    </message>
    <message>
        <source>%1 APIs</source>
        <translation>%1 个 API</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>显示 %1 个</translation>
    </message>
    <message>
        <source>%1 published</source>
        <translation>%1 个已发布</translation>
    </message>
    <message>
        <source>%1 blocked</source>
        <translation>%1 个已封锁</translation>
    </message>
    <message>
        <source>%1 refusing</source>
        <translation>%1 个在拒绝</translation>
    </message>
    <message>
        <source>%1 failing</source>
        <translation>%1 个在失败</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Leave without importing?</source>
        <translation>不导入就离开吗？</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>%1 is imported.</source>
        <translation>%1 已导入。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::AppearancePage</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>of this window, at once</source>
        <translation>本窗口，立即生效</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>rows and controls grow with it</source>
        <translation>行和控件随之变大</translation>
    </message>
    <message>
        <source>When the window is closed</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>while the gateway runs in this program and the desktop has a tray</source>
        <translation>当网关在本程序中运行且桌面有托盘时</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Keep serving in the tray</source>
        <translation>在托盘中继续服务</translation>
    </message>
    <message>
        <source>Stop the gateway</source>
        <translation>停止网关</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApplicationCode</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>reads the key from GATEHOUSE_KEY</source>
        <translation>从 GATEHOUSE_KEY 读取密钥</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Say hello in one line.</source>
        <translation>用一句话打个招呼。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApplicationDialog</name>
    <message>
        <source>Only the models ticked here</source>
        <translation>只限这里勾选的模型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Create application</source>
        <translation>创建应用</translation>
    </message>
    <message>
        <source>New application</source>
        <translation>新建应用</translation>
    </message>
    <message>
        <source>Storefront</source>
        <translation>店面</translation>
    </message>
    <message>
        <source>Limits and files refer to it; it stays when the name changes.</source>
        <translation>限额和文件引用它；名称更改后它保持不变。</translation>
    </message>
    <message>
        <source>No team</source>
        <translation>无团队</translation>
    </message>
    <message>
        <source>Models that it may call</source>
        <translation>可调用的模型</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>A name, please</source>
        <translation>请填写名称</translation>
    </message>
    <message>
        <source>Letters, digits, . _ and -</source>
        <translation>字母、数字、. _ 和 -</translation>
    </message>
    <message>
        <source>Tick at least one model</source>
        <translation>至少勾选一个模型</translation>
    </message>
    <message>
        <source>Somebody else changed this application meanwhile.</source>
        <translation>其间已有他人修改此应用。</translation>
    </message>
    <message>
        <source>Load theirs</source>
        <translation>载入对方的</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApplicationFacts</name>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Refused, 429</source>
        <translation>被拒绝 (429)</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>团队</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>every model</source>
        <translation>所有模型</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>Failed, 5xx</source>
        <translation>失败，5xx</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApplicationsPanel</name>
    <message>
        <source>Applications</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Its traffic</source>
        <translation>它的流量</translation>
    </message>
    <message>
        <source>New application</source>
        <translation>新建应用</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Delete %1…</source>
        <translation>删除 %1…</translation>
    </message>
    <message>
        <source>Delete %1 with its keys? Programs that use them are refused from the next call on.</source>
        <translation>删除 %1 及其密钥？使用这些密钥的程序从下一次调用起被拒绝。</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>%1 is deleted.</source>
        <translation>%1 已删除。</translation>
    </message>
    <message>
        <source>An application is a program that calls: it has a key of its own, so its calls can be told apart, limited and ended.</source>
        <translation>应用是发起调用的程序：它有自己的密钥，因此其调用可以被区分、限制和终止。</translation>
    </message>
    <message>
        <source>Try without one, in the playground</source>
        <translation>不建应用，先在试验场试用</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>%1, refused</source>
        <translation>%1，被拒绝</translation>
    </message>
    <message>
        <source>key ends within a day</source>
        <translation>密钥一天内到期</translation>
    </message>
    <message>
        <source>key ends in a day</source>
        <translation>密钥一天后到期</translation>
    </message>
    <message>
        <source>key ends in %1 days</source>
        <translation>密钥 %1 天后到期</translation>
    </message>
    <message>
        <source>no team</source>
        <translation>无团队</translation>
    </message>
    <message>
        <source>active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>无密钥</translation>
    </message>
    <message>
        <source>Its limits</source>
        <translation>它的限额</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ApplyBox</name>
    <message>
        <source>Shadow</source>
        <translation>影子</translation>
    </message>
    <message>
        <source>Ramp</source>
        <translation>渐进</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>Roll back when fine callers get 429 for</source>
        <translation>正常调用方收到 429 达到以下比例时回滚</translation>
    </message>
    <message>
        <source>Add to pending changes</source>
        <translation>加入待处理的更改</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Refuses in so many of the cases</source>
        <translation>在多大比例的情况下拒绝</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>When it refuses in all cases</source>
        <translation>何时在所有情况下拒绝</translation>
    </message>
    <message>
        <source>I say so</source>
        <translation>由我决定</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>The gateway watches the calls of callers of whom nearly nothing was refused before, also while this window is closed, and puts the rule back as it was. The audit notes it.</source>
        <translation>网关会观察此前几乎未被拒绝的调用方的调用，本窗口关闭时也一样，并将规则恢复原样。审计会记录此事。</translation>
    </message>
    <message>
        <source>Share of refused calls</source>
        <translation>被拒绝调用的占比</translation>
    </message>
    <message>
        <source>Apply as</source>
        <translation>应用方式</translation>
    </message>
    <message>
        <source>counts, refuses nothing</source>
        <translation>计数，不拒绝</translation>
    </message>
    <message>
        <source>then all after</source>
        <translation>全部拒绝前等待</translation>
    </message>
    <message>
        <source>of their calls</source>
        <translation>的调用</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::CatalogueTableModel</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 词元</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>sees</source>
        <translation>识图</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>thinks</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>In, $</source>
        <translation>输入，$</translation>
    </message>
    <message>
        <source>Out, $</source>
        <translation>输出，$</translation>
    </message>
    <message>
        <source>your price</source>
        <translation>您的价格</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::CatalogueView</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>It can</source>
        <translation>能力</translation>
    </message>
    <message>
        <source>see pictures</source>
        <translation>识别图片</translation>
    </message>
    <message>
        <source>use tools</source>
        <translation>使用工具</translation>
    </message>
    <message>
        <source>keep to a schema</source>
        <translation>遵循模式</translation>
    </message>
    <message>
        <source>think first</source>
        <translation>先思考</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Context, at least</source>
        <translation>上下文，至少</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>32 k or more</source>
        <translation>32 k 以上</translation>
    </message>
    <message>
        <source>128 k or more</source>
        <translation>128 k 以上</translation>
    </message>
    <message>
        <source>1 M or more</source>
        <translation>1 M 以上</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>added here</source>
        <translation>已在此添加</translation>
    </message>
    <message>
        <source>%1 of %2 models</source>
        <translation>%1 个模型，共 %2 个</translation>
    </message>
    <message>
        <source>your values</source>
        <translation>您的数值</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>One that the catalogue does not know, at a provider of yours</source>
        <translation>目录中没有的模型，位于您的某个提供商处</translation>
    </message>
    <message>
        <source>USD a million tokens</source>
        <translation>美元/百万词元</translation>
    </message>
    <message>
        <source>data of %1</source>
        <translation>%1 的数据</translation>
    </message>
    <message>
        <source>Ctrl or Shift and a click put several side by side.</source>
        <translation>按住 Ctrl 或 Shift 并单击，可并排比较多个。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ChartLegend</name>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>%1 (hidden)</source>
        <translation>%1（已隐藏）</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ChartPanel</name>
    <message>
        <source>Legend of %1</source>
        <translation>%1 的图例</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::Chip</name>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::CodeDialog</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>reads the key from GATEHOUSE_KEY</source>
        <translation>从 GATEHOUSE_KEY 读取密钥</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::CommandPalette</name>
    <message>
        <source>Search everything</source>
        <translation>搜索全部</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::CounterTableModel</name>
    <message>
        <source>Counter</source>
        <translation>计数器</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>清空于</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::CureList</name>
    <message>
        <source>Cause: tell the owner</source>
        <translation>原因：告知负责人</translation>
    </message>
    <message>
        <source>Limit: make it fit</source>
        <translation>限额：调到合适</translation>
    </message>
    <message>
        <source>Fewer calls: cache</source>
        <translation>减少调用：缓存</translation>
    </message>
    <message>
        <source>Spread: let them queue</source>
        <translation>错峰：让其排队</translation>
    </message>
    <message>
        <source>Watch: see it coming</source>
        <translation>观察：提前发现</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>of its calls are retries</source>
        <translation>的调用是重试</translation>
    </message>
    <message>
        <source>smallest limit that refuses nobody</source>
        <translation>不拒绝任何人的最小限额</translation>
    </message>
    <message>
        <source>identical calls</source>
        <translation>相同的调用</translation>
    </message>
    <message>
        <source>fewer refusals</source>
        <translation>减少的拒绝</translation>
    </message>
    <message>
        <source>before the first refusal</source>
        <translation>先于首次拒绝</translation>
    </message>
    <message>
        <source>Five cures, in this order</source>
        <translation>五种办法，依此顺序</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>复制文本</translation>
    </message>
    <message>
        <source>The text for the owner is in the clipboard.</source>
        <translation>给负责人的文本已在剪贴板中。</translation>
    </message>
    <message>
        <source>Set queue</source>
        <translation>设置排队</translation>
    </message>
    <message>
        <source>Try in editor</source>
        <translation>在编辑器中试算</translation>
    </message>
    <message>
        <source>Open route</source>
        <translation>打开路由</translation>
    </message>
    <message>
        <source>Open API</source>
        <translation>打开 API</translation>
    </message>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>Add target</source>
        <translation>添加目标</translation>
    </message>
    <message>
        <source>Add alert</source>
        <translation>添加告警</translation>
    </message>
    <message>
        <source>from %1 min</source>
        <translation>据 %1 分钟的数据</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::DiffView</name>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::DoctorPane</name>
    <message>
        <source>Own rule</source>
        <translation>自有规则</translation>
    </message>
    <message>
        <source>Own queue</source>
        <translation>自有队列</translation>
    </message>
    <message>
        <source>Own shedding</source>
        <translation>自身卸载</translation>
    </message>
    <message>
        <source>Provider limit</source>
        <translation>提供商限额</translation>
    </message>
    <message>
        <source>Provider busy</source>
        <translation>提供商繁忙</translation>
    </message>
    <message>
        <source>Inside a 200 stream</source>
        <translation>在 200 流中</translation>
    </message>
    <message>
        <source>Refused by your own rule.</source>
        <translation>被您自己的规则拒绝。</translation>
    </message>
    <message>
        <source>Waited in your own queue in vain.</source>
        <translation>在您自己的队列中白等了。</translation>
    </message>
    <message>
        <source>The gateway itself had too many connections.</source>
        <translation>网关自身的连接过多。</translation>
    </message>
    <message>
        <source>Refused by the provider: its key has a limit.</source>
        <translation>被提供商拒绝：其密钥有限额。</translation>
    </message>
    <message>
        <source>The provider was overloaded.</source>
        <translation>提供商过载。</translation>
    </message>
    <message>
        <source>Refused inside a stream that began with 200.</source>
        <translation>在以 200 开始的流中被拒绝。</translation>
    </message>
    <message>
        <source>This request was not refused.</source>
        <translation>此请求未被拒绝。</translation>
    </message>
    <message>
        <source>ignores Retry-After</source>
        <translation>无视 Retry-After</translation>
    </message>
    <message>
        <source>wakes all at once</source>
        <translation>同时醒来</translation>
    </message>
    <message>
        <source>polite</source>
        <translation>守规矩</translation>
    </message>
    <message>
        <source>too few calls to tell</source>
        <translation>调用太少，无法判断</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Who filled the counter</source>
        <translation>谁占满了计数器</translation>
    </message>
    <message>
        <source>Conduct of the callers</source>
        <translation>调用方的行为</translation>
    </message>
    <message>
        <source>Rate limits</source>
        <translation>限流</translation>
    </message>
    <message>
        <source>Open request</source>
        <translation>打开请求</translation>
    </message>
    <message>
        <source>Why was this refused?</source>
        <translation>为什么被拒绝？</translation>
    </message>
    <message>
        <source>Nothing was refused in the traffic that is still recorded.</source>
        <translation>仍有记录的流量中没有被拒绝的请求。</translation>
    </message>
    <message>
        <source>This request is no longer recorded.</source>
        <translation>此请求已不再有记录。</translation>
    </message>
    <message>
        <source>nobody known</source>
        <translation>无人知晓</translation>
    </message>
    <message>
        <source>Refused by your own rule: %1 had used up the shared counter.</source>
        <translation>被您自己的规则拒绝：%1 用完了共享的计数器。</translation>
    </message>
    <message>
        <source>Used &lt;b&gt;%1 of %2&lt;/b&gt; at %3.</source>
        <translation>%3 时已用 &lt;b&gt;%1 / %2&lt;/b&gt;。</translation>
    </message>
    <message>
        <source>Empty again %1 later if nobody calls.</source>
        <translation>若无人调用，%1 后清空。</translation>
    </message>
    <message>
        <source>The caller was told not to come again.</source>
        <translation>已告知调用方不要再来。</translation>
    </message>
    <message>
        <source>The caller was told to wait %1.</source>
        <translation>已告知调用方等待 %1。</translation>
    </message>
    <message>
        <source>The rule is deleted meanwhile.</source>
        <translation>规则在此期间已删除。</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>this request</source>
        <translation>此请求</translation>
    </message>
    <message>
        <source>Nobody was refused around it.</source>
        <translation>其前后无人被拒绝。</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>No other rule met it.</source>
        <translation>没有其他规则适用。</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>余 %1</translation>
    </message>
    <message>
        <source>If nothing changes</source>
        <translation>如果什么都不变</translation>
    </message>
    <message>
        <source>Room in the other rules</source>
        <translation>其他规则的余量</translation>
    </message>
    <message>
        <source>Other refused requests</source>
        <translation>其他被拒绝的请求</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Open a log file</source>
        <translation>打开日志文件</translation>
    </message>
    <message>
        <source>An access log of nginx, Apache, HAProxy, Envoy, Kong or APISIX</source>
        <translation>nginx、Apache、HAProxy、Envoy、Kong 或 APISIX 的访问日志</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1，%2，%3</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>已请求</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>80 % band</source>
        <translation>80% 区间</translation>
    </message>
    <message>
        <source>80 % band, above</source>
        <translation>80% 区间，上限</translation>
    </message>
    <message>
        <source>About %1 a minute more are asked than the rule lets through, and refusals go on.</source>
        <translation>每分钟的请求比规则放行的约多 %1，拒绝会持续。</translation>
    </message>
    <message>
        <source>It will be full again at %1.</source>
        <translation>%1 将再次占满。</translation>
    </message>
    <message>
        <source>What is asked stays below the limit from here on.</source>
        <translation>从现在起，请求量会保持在限额以下。</translation>
    </message>
    <message>
        <source>Calls before the told time</source>
        <translation>早于告知时间的调用</translation>
    </message>
    <message>
        <source>Tries for one question</source>
        <translation>每个问题的尝试次数</translation>
    </message>
    <message>
        <source>Wakes all at once</source>
        <translation>同时醒来</translation>
    </message>
    <message>
        <source>Gives up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>%1: %2; early %3, %4 tries</source>
        <translation>%1：%2；提前 %3，%4 次尝试</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::EffectivePane</name>
    <message>
        <source>Application</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>If it calls</source>
        <translation>若调用</translation>
    </message>
    <message>
        <source>What may</source>
        <translation>什么可以</translation>
    </message>
    <message>
        <source>send to</source>
        <translation>发送到</translation>
    </message>
    <message>
        <source>any API</source>
        <translation>任意 API</translation>
    </message>
    <message>
        <source>No rule limits it.</source>
        <translation>没有规则限制它。</translation>
    </message>
    <message>
        <source>Refused now. %1 rules apply, %2 without room.</source>
        <translation>现在会被拒绝。适用 %1 条规则，%2 条已无余量。</translation>
    </message>
    <message>
        <source>Answered now. 1 rule applies.</source>
        <translation>现在会得到应答。适用 1 条规则。</translation>
    </message>
    <message>
        <source>Answered now. %1 rules apply.</source>
        <translation>现在会得到应答。适用 %1 条规则。</translation>
    </message>
    <message>
        <source>Could send %1 requests at once without a refusal.</source>
        <translation>可一次发送 %1 个请求而不被拒绝。</translation>
    </message>
    <message>
        <source>the fullest of its counters</source>
        <translation>其最满的计数器</translation>
    </message>
    <message>
        <source>shadow, refuses nothing</source>
        <translation>影子，不拒绝</translation>
    </message>
    <message>
        <source>empty %1</source>
        <translation>%1清空</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ErrorsCard</name>
    <message>
        <source>Recent errors</source>
        <translation>最近的错误</translation>
    </message>
    <message>
        <source>No answer with 5xx is on record.</source>
        <translation>没有 5xx 应答的记录。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>All errors</source>
        <translation>全部错误</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::FactFields</name>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Transcription</source>
        <translation>转写</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>Moderation</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Rerank</source>
        <translation>重排序</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Sees pictures</source>
        <translation>识别图片</translation>
    </message>
    <message>
        <source>Uses tools</source>
        <translation>使用工具</translation>
    </message>
    <message>
        <source>Keeps a schema</source>
        <translation>遵循模式</translation>
    </message>
    <message>
        <source>Thinks first</source>
        <translation>先思考</translation>
    </message>
    <message>
        <source>Deprecated</source>
        <translation>已弃用</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>list: %1</source>
        <translation>目录价：%1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>A whole number of tokens, like 128000</source>
        <translation>词元数，整数，例如 128000</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::FirstSteps</name>
    <message>
        <source>My first app</source>
        <translation>我的第一个应用</translation>
    </message>
    <message>
        <source>Gatehouse</source>
        <translation>Gatehouse</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Demo workspace</source>
        <translation>演示工作区</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Get a first answer</source>
        <translation>获得第一个应答</translation>
    </message>
    <message>
        <source>No account. Everything stays on this computer.</source>
        <translation>无需账户。一切都留在这台电脑上。</translation>
    </message>
    <message>
        <source>Who should answer?</source>
        <translation>由谁来应答？</translation>
    </message>
    <message>
        <source>Paste it here</source>
        <translation>粘贴到这里</translation>
    </message>
    <message>
        <source>Show or hide the key</source>
        <translation>显示或隐藏密钥</translation>
    </message>
    <message>
        <source>Paste the provider’s key</source>
        <translation>粘贴提供商的密钥</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Say hello in three languages.</source>
        <translation>用三种语言打个招呼。</translation>
    </message>
    <message>
        <source>Test request</source>
        <translation>测试请求</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send a test request</source>
        <translation>发送测试请求</translation>
    </message>
    <message>
        <source>Asking %1 …</source>
        <translation>正在询问 %1 ……</translation>
    </message>
    <message>
        <source>Fewer providers</source>
        <translation>较少提供商</translation>
    </message>
    <message>
        <source>All %1 providers</source>
        <translation>全部 %1 家提供商</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再次发送</translation>
    </message>
    <message>
        <source>The key was not copied</source>
        <translation>密钥尚未复制</translation>
    </message>
    <message>
        <source>The key of “My first app” is shown only here. You can make another one in Applications.</source>
        <translation>“我的第一个应用”的密钥只在此处显示。您可以在“应用”中另建一个。</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Leave without copying</source>
        <translation>不复制就离开</translation>
    </message>
    <message numerus="yes">
        <source>%n models found. Kept encrypted on this computer.</source>
        <translation>
            <numerusform>找到 %n 个模型。已加密保存在此计算机上。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::FolderPage</name>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Export the workspace file</source>
        <translation>导出工作区文件</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>everything that Gatehouse keeps is in it</source>
        <translation>Gatehouse 保存的一切都在其中</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Free there</source>
        <translation>可用空间</translation>
    </message>
    <message>
        <source>Workspace file</source>
        <translation>工作区文件</translation>
    </message>
    <message>
        <source>providers, APIs, applications and rules as YAML, without secrets</source>
        <translation>提供商、API、应用和规则，YAML 格式，不含机密</translation>
    </message>
    <message>
        <source>Workspace files (*.yaml)</source>
        <translation>工作区文件 (*.yaml)</translation>
    </message>
    <message>
        <source>The folder is on another machine.</source>
        <translation>该文件夹在另一台机器上。</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>已导出到 %1。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::HeaderRows</name>
    <message>
        <source>Add change</source>
        <translation>添加更改</translation>
    </message>
    <message>
        <source>set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>What is done to the header</source>
        <translation>对头的操作</translation>
    </message>
    <message>
        <source>Header name</source>
        <translation>头名称</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Header value</source>
        <translation>头的值</translation>
    </message>
    <message>
        <source>Remove this change</source>
        <translation>移除此更改</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::KeyList</name>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>kept as a hash, shown once</source>
        <translation>以散列保存，仅显示一次</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新建密钥</translation>
    </message>
    <message>
        <source>Revoke the key %1? It is refused from the next call on and cannot be brought back.</source>
        <translation>吊销密钥 %1？从下一次调用起它将被拒绝，且无法恢复。</translation>
    </message>
    <message>
        <source>Revoke %1</source>
        <translation>吊销 %1</translation>
    </message>
    <message>
        <source>Revoke…</source>
        <translation>吊销…</translation>
    </message>
    <message>
        <source>Revoke %1 (Del)</source>
        <translation>吊销 %1 (Del)</translation>
    </message>
    <message>
        <source>No key yet. A program shows one with every call.</source>
        <translation>尚无密钥。程序每次调用都要出示一个。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::KeyRows</name>
    <message>
        <source>Add key</source>
        <translation>添加密钥</translation>
    </message>
    <message>
        <source>A key needs a name of letters, digits, . _ and -</source>
        <translation>密钥的名称由字母、数字、. _ 和 - 组成</translation>
    </message>
    <message>
        <source>Two keys are called %1</source>
        <translation>有两个密钥都叫 %1</translation>
    </message>
    <message>
        <source>Paste the secret of key %1</source>
        <translation>粘贴密钥 %1 的机密</translation>
    </message>
    <message>
        <source>Name of the key</source>
        <translation>密钥名称</translation>
    </message>
    <message>
        <source>Weight: its share of the calls beside the other keys</source>
        <translation>权重：与其他密钥相比分得的调用份额</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>机密</translation>
    </message>
    <message>
        <source>Paste the key</source>
        <translation>粘贴密钥</translation>
    </message>
    <message>
        <source>kept; paste to replace</source>
        <translation>已保存；粘贴可替换</translation>
    </message>
    <message>
        <source>%1 is kept; paste to replace</source>
        <translation>%1 已保存；粘贴可替换</translation>
    </message>
    <message>
        <source>Remove this key</source>
        <translation>移除此密钥</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::KeyStates</name>
    <message>
        <source>Cools down</source>
        <translation>冷却中</translation>
    </message>
    <message>
        <source>others answer</source>
        <translation>由其他应答</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>takes its share</source>
        <translation>承担其份额</translation>
    </message>
    <message>
        <source>time is up</source>
        <translation>时间到</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>A key that answers 429 rests as long as its provider says. After five failures in a row a provider is left out for 5 to 60 s, then one call tries it. A key that is refused with 401 or 402 stays out until its secret is changed, or until you reset it.</source>
        <translation>应答 429 的密钥按其提供商告知的时长休息。连续五次失败后，提供商会被排除 5 至 60 秒，然后用一次调用试探。因 401 或 402 被拒绝的密钥会一直停用，直到更改其机密或由您重置。</translation>
    </message>
    <message>
        <source>States of the key</source>
        <translation>密钥的状态</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>until %1, %2</source>
        <translation>直到 %1，%2</translation>
    </message>
    <message>
        <source>Half-open</source>
        <translation>半开</translation>
    </message>
    <message>
        <source>1 probe at a time</source>
        <translation>每次 1 个试探</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>by hand only</source>
        <translation>只能手动</translation>
    </message>
    <message>
        <source>429, or 5 faults</source>
        <translation>429，或 5 次故障</translation>
    </message>
    <message>
        <source>the probe is good</source>
        <translation>试探成功</translation>
    </message>
    <message>
        <source>401, 402: bad or unpaid key</source>
        <translation>401、402：密钥无效或欠费</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::KeyTableModel</name>
    <message>
        <source>revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>within a day</source>
        <translation>一天之内</translation>
    </message>
    <message>
        <source>made %1</source>
        <translation>创建于 %1</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Last use</source>
        <translation>上次使用</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>in a day</source>
        <translation>一天后</translation>
    </message>
    <message>
        <source>in %1 days</source>
        <translation>%1 天后</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LanguagePage</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>of this window, at once</source>
        <translation>本窗口，立即生效</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitActions</name>
    <message>
        <source>Empty all counters of %1? Its callers start anew, and the audit notes who did it.</source>
        <translation>清空 %1 的所有计数器？其调用方将重新开始，审计会记录操作者。</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置 %1</translation>
    </message>
    <message>
        <source>The counters of %1 are empty. The audit has it.</source>
        <translation>%1 的计数器已清空，审计已记录。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitChart</name>
    <message>
        <source>Traffic this rule would meet, with the limit as a line</source>
        <translation>此规则将遇到的流量，限额以线表示</translation>
    </message>
    <message>
        <source>limit %1 a minute</source>
        <translation>限额 每分钟 %1</translation>
    </message>
    <message>
        <source>%1 now %2 a minute</source>
        <translation>%1 现为每分钟 %2</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitDelegate</name>
    <message>
        <source>shadow</source>
        <translation>影子</translation>
    </message>
    <message>
        <source>ramp %1 %</source>
        <translation>渐进 %1%</translation>
    </message>
    <message>
        <source>enforced</source>
        <translation>强制</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitEditor</name>
    <message>
        <source>Rate limits</source>
        <translation>限流</translation>
    </message>
    <message>
        <source>Traffic this rule would meet</source>
        <translation>此规则将遇到的流量</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>现为 %1</translation>
    </message>
    <message>
        <source>A quota of such a period has no line here: the chart shows minutes.</source>
        <translation>这种周期的配额在此没有线：图表按分钟显示。</translation>
    </message>
    <message>
        <source>The rule counts %1, the chart calls: so there is no line to drag.</source>
        <translation>规则按%1计，图表按调用计：所以没有可拖动的线。</translation>
    </message>
    <message>
        <source>Each caller has a counter of its own: every curve meets the line alone.</source>
        <translation>每个调用方有自己的计数器：每条曲线单独与线相比。</translation>
    </message>
    <message>
        <source>above the limit</source>
        <translation>超过限额</translation>
    </message>
    <message>
        <source>at worst: %1</source>
        <translation>最坏：%1</translation>
    </message>
    <message>
        <source>The rule is not complete.</source>
        <translation>规则不完整。</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>丢弃更改</translation>
    </message>
    <message>
        <source>Somebody else changed this rule meanwhile. Your edit is still here.</source>
        <translation>此规则在此期间被他人更改。您的编辑仍在。</translation>
    </message>
    <message>
        <source>Load theirs</source>
        <translation>载入他人的</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>Leave without keeping it? What you changed here is lost.</source>
        <translation>不保留就离开吗？您在此处的更改将丢失。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitForm</name>
    <message>
        <source>average with burst</source>
        <translation>平均值加突发</translation>
    </message>
    <message>
        <source>never more in any window</source>
        <translation>任意窗口都不超过</translation>
    </message>
    <message>
        <source>calendar quota</source>
        <translation>日历配额</translation>
    </message>
    <message>
        <source>at once, in flight</source>
        <translation>同时进行中</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限额</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>承诺</translation>
    </message>
    <message>
        <source>Per</source>
        <translation>每</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>突发</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>one counter for each address</source>
        <translation>每个地址一个计数器</translation>
    </message>
    <message>
        <source>one counter together</source>
        <translation>合用一个计数器</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>A counter for each</source>
        <translation>各自的计数器</translation>
    </message>
    <message>
        <source>Callers without it</source>
        <translation>没有它的调用方</translation>
    </message>
    <message>
        <source>IPv6 bits</source>
        <translation>IPv6 位数</translation>
    </message>
    <message>
        <source>Above it</source>
        <translation>超过时</translation>
    </message>
    <message>
        <source>Waits at most</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Enforced for</source>
        <translation>强制于</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>ids with commas between; usually none</source>
        <translation>标识，用逗号分隔；通常为空</translation>
    </message>
    <message>
        <source>Instead of the rules</source>
        <translation>取代这些规则</translation>
    </message>
    <message>
        <source>none: one for all</source>
        <translation>无：全体一个</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitInspector</name>
    <message>
        <source>What it does with what is above the limit</source>
        <translation>对超过限额的部分怎么做</translation>
    </message>
    <message>
        <source>Enforced</source>
        <translation>强制</translation>
    </message>
    <message>
        <source>Shadow: refuses nothing</source>
        <translation>影子：不拒绝</translation>
    </message>
    <message>
        <source>Refuses in %1 % of the cases</source>
        <translation>在 %1% 的情况下拒绝</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Reset counters…</source>
        <translation>重置计数器…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Counters, fullest first</source>
        <translation>计数器，最满的在前</translation>
    </message>
    <message>
        <source>Counters now</source>
        <translation>当前计数器</translation>
    </message>
    <message>
        <source>At worst: %1</source>
        <translation>最坏：%1</translation>
    </message>
    <message>
        <source>%1 in use</source>
        <translation>%1 个在用</translation>
    </message>
    <message>
        <source>Tell before it is full</source>
        <translation>占满前告知</translation>
    </message>
    <message>
        <source>When the fullest counter is at 80 %, or will be full within 2 minutes</source>
        <translation>当最满的计数器达到 80%，或将在 2 分钟内占满时</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitList</name>
    <message>
        <source>Rules keep one caller from using up what others need: so many calls, tokens or dollars, for each application, team or address.</source>
        <translation>规则防止某个调用方用尽他人所需：为每个应用、团队或地址限定调用数、词元数或美元数。</translation>
    </message>
    <message>
        <source>New rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>See who calls how often</source>
        <translation>查看谁在调用、多频繁</translation>
    </message>
    <message>
        <source>Rate limits</source>
        <translation>限流</translation>
    </message>
    <message>
        <source>Filter rules</source>
        <translation>筛选规则</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Why was the last refused request refused?</source>
        <translation>上一个被拒绝的请求为什么被拒绝？</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>use: any</source>
        <translation>用量：任意</translation>
    </message>
    <message>
        <source>use: full</source>
        <translation>用量：已满</translation>
    </message>
    <message>
        <source>use: from 80 %</source>
        <translation>用量：从 80% 起</translation>
    </message>
    <message>
        <source>use: room</source>
        <translation>用量：有余量</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>state: any</source>
        <translation>状态：任意</translation>
    </message>
    <message>
        <source>state: enforced</source>
        <translation>状态：强制</translation>
    </message>
    <message>
        <source>state: ramp</source>
        <translation>状态：渐进</translation>
    </message>
    <message>
        <source>state: shadow</source>
        <translation>状态：影子</translation>
    </message>
    <message>
        <source>1 rule</source>
        <translation>1 条规则</translation>
    </message>
    <message>
        <source>%1 rules</source>
        <translation>%1 条规则</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>显示 %1 条</translation>
    </message>
    <message>
        <source>%1 full</source>
        <translation>%1 条已满</translation>
    </message>
    <message>
        <source>%1 in shadow</source>
        <translation>%1 条为影子</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitSide</name>
    <message>
        <source>This rule</source>
        <translation>此规则</translation>
    </message>
    <message>
        <source>One application</source>
        <translation>单个应用</translation>
    </message>
    <message>
        <source>What is shown here</source>
        <translation>此处显示的内容</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitTableModel</name>
    <message>
        <source>unused</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>empty %1</source>
        <translation>%1清空</translation>
    </message>
    <message>
        <source>full</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>full %1</source>
        <translation>%1满</translation>
    </message>
    <message>
        <source>not in sight</source>
        <translation>尚无迹象</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>已用 %1 / %2</translation>
    </message>
    <message>
        <source>If the fullest counter fills on as in the last half minute</source>
        <translation>若最满的计数器按最近半分钟的速度继续填满</translation>
    </message>
    <message>
        <source>%1 counters, the fullest at %2 %</source>
        <translation>%1 个计数器，最满的为 %2%</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Runs out</source>
        <translation>用尽</translation>
    </message>
    <message>
        <source>pending: %1</source>
        <translation>待应用：%1</translation>
    </message>
    <message>
        <source>Above: how full the fullest counter was in the last hour. Below: the counters now, fullest first.</source>
        <translation>上：最近一小时最满的计数器有多满。下：当前的计数器，最满的在前。</translation>
    </message>
    <message>
        <source>Last hour, counters</source>
        <translation>最近一小时，计数器</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitYaml</name>
    <message>
        <source>The rule as YAML</source>
        <translation>YAML 形式的规则</translation>
    </message>
    <message>
        <source>YAML</source>
        <translation>YAML</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>form keeps the last good one</source>
        <translation>表单保留上次正确的内容</translation>
    </message>
    <message>
        <source>same as form</source>
        <translation>与表单一致</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LimitsPanel</name>
    <message>
        <source>Review and apply</source>
        <translation>查看并应用</translation>
    </message>
    <message>
        <source>not applied: %1</source>
        <translation>未应用：%1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LocalServerRows</name>
    <message>
        <source>found on port %1, wants a key</source>
        <translation>在端口 %1 上找到，需要密钥</translation>
    </message>
    <message>
        <source>found on port %1, 1 model</source>
        <translation>在端口 %1 上找到，1 个模型</translation>
    </message>
    <message>
        <source>found on port %1, %2 models</source>
        <translation>在端口 %1 上找到，%2 个模型</translation>
    </message>
    <message>
        <source>Found on this computer</source>
        <translation>在此计算机上找到</translation>
    </message>
    <message>
        <source>added already</source>
        <translation>已添加</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LogPane</name>
    <message>
        <source>HAProxy</source>
        <translation>HAProxy</translation>
    </message>
    <message>
        <source>Envoy</source>
        <translation>Envoy</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON 行</translation>
    </message>
    <message>
        <source>combined: nginx, Apache, Kong, APISIX</source>
        <translation>combined：nginx、Apache、Kong、APISIX</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>Calls and refusals</source>
        <translation>调用与拒绝</translation>
    </message>
    <message>
        <source>How much of the log is read</source>
        <translation>日志已读取多少</translation>
    </message>
    <message>
        <source>Callers, the most refused first</source>
        <translation>调用方，被拒绝最多的在前</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>调用方</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>尝试次数</translation>
    </message>
    <message>
        <source>Conduct</source>
        <translation>行为</translation>
    </message>
    <message>
        <source>Drop an access log here: nginx, Apache, HAProxy, Envoy, Kong or APISIX.</source>
        <translation>将访问日志拖放到此处：nginx、Apache、HAProxy、Envoy、Kong 或 APISIX。</translation>
    </message>
    <message>
        <source>Rate limits</source>
        <translation>限流</translation>
    </message>
    <message>
        <source>Open a log file</source>
        <translation>打开日志文件</translation>
    </message>
    <message>
        <source>Why were these refused?</source>
        <translation>这些为什么被拒绝？</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation>读取已停止。</translation>
    </message>
    <message>
        <source>Open an access log</source>
        <translation>打开访问日志</translation>
    </message>
    <message>
        <source>Reading %1 …</source>
        <translation>正在读取 %1 …</translation>
    </message>
    <message>
        <source>Trying limits on %1 calls …</source>
        <translation>正在对 %1 次调用试算限额 …</translation>
    </message>
    <message>
        <source>Reading %1 (%2): %3 calls</source>
        <translation>正在读取 %1 (%2)：%3 次调用</translation>
    </message>
    <message>
        <source>None of %1 calls was refused.</source>
        <translation>%1 次调用均未被拒绝。</translation>
    </message>
    <message>
        <source>%1 of %2 calls were answered 429 or 503 (%3 %).</source>
        <translation>%2 次调用中有 %1 次以 429 或 503 应答 (%3%)。</translation>
    </message>
    <message>
        <source>%1, %2 lines, %3 callers.</source>
        <translation>%1，%2 行，%3 个调用方。</translation>
    </message>
    <message>
        <source>%1 calls repeat a refused one.</source>
        <translation>%1 次调用重复了被拒绝的调用。</translation>
    </message>
    <message>
        <source>%1 lines could not be read.</source>
        <translation>%1 行无法读取。</translation>
    </message>
    <message>
        <source>Only the first %1 calls are looked at.</source>
        <translation>只查看前 %1 次调用。</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::LogUpload</name>
    <message>
        <source>%1 cannot be read.</source>
        <translation>无法读取 %1。</translation>
    </message>
    <message>
        <source>No line of it is one of an access log that is known here.</source>
        <translation>其中没有一行属于此处已知的访问日志。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::MainWindow</name>
    <message>
        <source>Search everything</source>
        <translation>搜索全部</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Collapse or expand the rail</source>
        <translation>折叠或展开侧栏</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>The gateway does not answer. What you have not saved is kept, and the console comes back by itself.</source>
        <translation>网关没有应答。未保存的内容会保留，控制台会自动恢复连接。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::MatchRows</name>
    <message>
        <source>Only calls of…</source>
        <translation>仅限…的调用</translation>
    </message>
    <message>
        <source>What is told apart</source>
        <translation>区分什么</translation>
    </message>
    <message>
        <source>Which ones, with commas between</source>
        <translation>哪些，用逗号分隔</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ModelCompare</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排比较</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>您的</translation>
    </message>
    <message>
        <source>list</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>In</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>In, cached</source>
        <translation>输入，缓存</translation>
    </message>
    <message>
        <source>Cache write</source>
        <translation>缓存写入</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>3 in : 1 out</source>
        <translation>3 输入 : 1 输出</translation>
    </message>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>%1%2 %</source>
        <translation>%1%2%</translation>
    </message>
    <message>
        <source>to the first</source>
        <translation>相对于第一个</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>sees</source>
        <translation>识图</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>schema</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>thinks</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>%1 more are chosen; four have room side by side.</source>
        <translation>还选择了 %1 个；并排只能容纳四个。</translation>
    </message>
    <message>
        <source>Prices in US dollars for a million tokens.</source>
        <translation>价格为每百万词元的美元数。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ModelEditor</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>as the provider calls it</source>
        <translation>提供商所用的名称</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Able to</source>
        <translation>能力</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Change these values</source>
        <translation>更改这些值</translation>
    </message>
    <message>
        <source>Price of 1 M tokens</source>
        <translation>1 M 词元的价格</translation>
    </message>
    <message>
        <source>Your values outlive an update of the catalogue. What was charged before keeps its price.</source>
        <translation>您的值在目录更新后仍会保留。此前已计费的保持原价。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>deprecated</source>
        <translation>已弃用</translation>
    </message>
    <message>
        <source>its provider is not added here</source>
        <translation>此处未添加其提供商</translation>
    </message>
    <message>
        <source>can be called</source>
        <translation>可以调用</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 词元</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>see</source>
        <translation>识图</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>schema</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>think</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>nothing of that is known</source>
        <translation>对此一无所知</translation>
    </message>
    <message>
        <source>In the catalogue: %1</source>
        <translation>目录中：%1</translation>
    </message>
    <message>
        <source>in a route</source>
        <translation>在路由中</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>您的</translation>
    </message>
    <message>
        <source>A model of your own</source>
        <translation>您自己的模型</translation>
    </message>
    <message>
        <source>one that the catalogue does not know</source>
        <translation>目录中没有的模型</translation>
    </message>
    <message>
        <source>Add model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Back to the catalogue</source>
        <translation>恢复为目录值</translation>
    </message>
    <message>
        <source>Delete this model</source>
        <translation>删除此模型</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ModelsPanel</name>
    <message>
        <source>Providers</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Routes</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Filter providers and models</source>
        <translation>筛选提供商和模型</translation>
    </message>
    <message>
        <source>New route</source>
        <translation>新建路由</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>添加提供商</translation>
    </message>
    <message>
        <source>%1 is saved.</source>
        <translation>%1 已保存。</translation>
    </message>
    <message>
        <source>Routes %1</source>
        <translation>路由 %1</translation>
    </message>
    <message>
        <source>Catalogue %1</source>
        <translation>目录 %1</translation>
    </message>
    <message>
        <source>Delete %1 with its keys? The gateway forgets them.</source>
        <translation>删除 %1 及其密钥？网关将不再保留它们。</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Delete the route %1? Callers that ask for it are refused.</source>
        <translation>删除路由 %1？请求它的调用方将被拒绝。</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>输入 %1，输出 %2</translation>
    </message>
    <message>
        <source>A route gives several models one name: when one is full or fails, the next one answers.</source>
        <translation>路由让多个模型共用一个名称：一个满载或失败时，由下一个应答。</translation>
    </message>
    <message>
        <source>See which models there are</source>
        <translation>查看有哪些模型</translation>
    </message>
    <message>
        <source>What you changed in the inspector is not saved.</source>
        <translation>检查器中的更改尚未保存。</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>Saved: from the next call on.</source>
        <translation>已保存：从下一次调用起生效。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::NewKeyDialog</name>
    <message>
        <source>Id of the key</source>
        <translation>密钥标识</translation>
    </message>
    <message>
        <source>Create key</source>
        <translation>创建密钥</translation>
    </message>
    <message>
        <source>Close without copying</source>
        <translation>不复制就关闭</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>New key for %1</source>
        <translation>%1 的新密钥</translation>
    </message>
    <message>
        <source>made from the date when empty</source>
        <translation>留空则由日期生成</translation>
    </message>
    <message>
        <source>Tells the keys of an application apart.</source>
        <translation>用来区分同一应用的密钥。</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>永不</translation>
    </message>
    <message>
        <source>In 30 days</source>
        <translation>30 天后</translation>
    </message>
    <message>
        <source>In 90 days</source>
        <translation>90 天后</translation>
    </message>
    <message>
        <source>In a year</source>
        <translation>一年后</translation>
    </message>
    <message>
        <source>It ends</source>
        <translation>到期时间</translation>
    </message>
    <message>
        <source>The new key</source>
        <translation>新密钥</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>This is the only time that the key is shown: the gateway keeps no more than a hash of it.</source>
        <translation>密钥只在此时显示：网关只保留它的散列。</translation>
    </message>
    <message>
        <source>Copy the key first</source>
        <translation>请先复制密钥</translation>
    </message>
    <message>
        <source>Letters, digits, . _ and -</source>
        <translation>字母、数字、. _ 和 -</translation>
    </message>
    <message>
        <source>Copied. Put it where the application reads its secrets from.</source>
        <translation>已复制。请放到应用读取机密的地方。</translation>
    </message>
    <message>
        <source>The key was not copied. It cannot be shown again.</source>
        <translation>密钥尚未复制，之后无法再次显示。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::OverviewPanel</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Keep the figures of now, or hold them still</source>
        <translation>保持实时数据，或将其定格</translation>
    </message>
    <message>
        <source>Range of time</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Last 10 min</source>
        <translation>最近 10 分钟</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近 1 小时</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最近 1 天</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Refused with 429</source>
        <translation>以 429 拒绝</translation>
    </message>
    <message>
        <source>Latency, REST</source>
        <translation>REST 延迟</translation>
    </message>
    <message>
        <source>First token, models</source>
        <translation>模型首词元</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>APIs</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>2xx</source>
        <translation>2xx</translation>
    </message>
    <message>
        <source>other 4xx</source>
        <translation>其他 4xx</translation>
    </message>
    <message>
        <source>429</source>
        <translation>429</translation>
    </message>
    <message>
        <source>5xx</source>
        <translation>5xx</translation>
    </message>
    <message>
        <source>own rule</source>
        <translation>自有规则</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>shed</source>
        <translation>过载丢弃</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>in</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>cached</source>
        <translation>缓存</translation>
    </message>
    <message>
        <source>an hour</source>
        <translation>每小时</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>每秒</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation>今日 %1</translation>
    </message>
    <message>
        <source>No traffic yet: figures appear with the first call.</source>
        <translation>尚无流量：首次调用后即显示数据。</translation>
    </message>
    <message>
        <source>Send a test request</source>
        <translation>发送测试请求</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>5xx today</source>
        <translation>今日 5xx</translation>
    </message>
    <message>
        <source>Tokens today</source>
        <translation>今日词元</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ParameterRows</name>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>all columns</source>
        <translation>所有列</translation>
    </message>
    <message>
        <source>Max tokens</source>
        <translation>最多词元</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>0 leaves it to the model</source>
        <translation>0 表示由模型决定</translation>
    </message>
    <message>
        <source>Stop at</source>
        <translation>停止于</translation>
    </message>
    <message>
        <source>words, with commas</source>
        <translation>词语，用逗号分隔</translation>
    </message>
    <message>
        <source>Leave %1 to the model</source>
        <translation>%1 由模型决定</translation>
    </message>
    <message>
        <source>not sent: the model decides</source>
        <translation>不发送：由模型决定</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::PendingBar</name>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n 项更改</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::PlaygroundColumn</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再次询问</translation>
    </message>
    <message>
        <source>Remove this column</source>
        <translation>移除此列</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首词元</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Tokens in</source>
        <translation>输入词元</translation>
    </message>
    <message>
        <source>Tokens out</source>
        <translation>输出词元</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Waiting, %1</source>
        <translation>等待中，%1</translation>
    </message>
    <message>
        <source>Writing, %1</source>
        <translation>输出中，%1</translation>
    </message>
    <message>
        <source>Done in %1</source>
        <translation>完成，用时 %1</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>%1 cached</source>
        <translation>缓存 %1</translation>
    </message>
    <message>
        <source>%1 reasoning</source>
        <translation>推理 %1</translation>
    </message>
    <message>
        <source>lost: %1</source>
        <translation>丢失：%1</translation>
    </message>
    <message>
        <source>Write what the user says and send it: the answer is written here.</source>
        <translation>写下用户要说的话并发送：回答会显示在这里。</translation>
    </message>
    <message>
        <source>Copy the conversation</source>
        <translation>复制对话</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>至今</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>What came over the wire, with its times</source>
        <translation>线路上收到的内容及其时间</translation>
    </message>
    <message>
        <source>Its line in Traffic</source>
        <translation>它在流量中的记录</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::PlaygroundPanel</name>
    <message>
        <source>Playground</source>
        <translation>试验场</translation>
    </message>
    <message>
        <source>Application that calls</source>
        <translation>发起调用的应用</translation>
    </message>
    <message>
        <source>Whose limits and models the calls meet</source>
        <translation>调用适用其限额和模型</translation>
    </message>
    <message>
        <source>as the playground</source>
        <translation>以试验场身份</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Forget every answer; what you wrote stays</source>
        <translation>清除所有应答；您写的内容保留</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends, Esc stops</source>
        <translation>Ctrl+Enter 发送，Esc 停止</translation>
    </message>
    <message>
        <source>as %1</source>
        <translation>以 %1 身份</translation>
    </message>
    <message>
        <source>The gateway does not listen. Start it first.</source>
        <translation>网关未在监听。请先启动。</translation>
    </message>
    <message>
        <source>Write what the user says, then send.</source>
        <translation>写下用户要说的话，再发送。</translation>
    </message>
    <message>
        <source>No model can be called yet. Add a provider in Models first.</source>
        <translation>还没有可调用的模型。请先在“模型”中添加提供商。</translation>
    </message>
    <message>
        <source>Choose a model for every column.</source>
        <translation>请为每一列选择模型。</translation>
    </message>
    <message>
        <source>No model can be called yet: a provider brings them.</source>
        <translation>尚无可调用的模型：添加提供商即可获得。</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>添加提供商</translation>
    </message>
    <message>
        <source>See which models there are</source>
        <translation>查看有哪些模型</translation>
    </message>
    <message>
        <source>Write what the user says and send it: the answer is written here.</source>
        <translation>写下用户要说的话并发送：回答会显示在这里。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::PriceFields</name>
    <message>
        <source>%1 in</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>%1 cached</source>
        <translation>缓存 %1</translation>
    </message>
    <message>
        <source>%1 out</source>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>每张图像</translation>
    </message>
    <message>
        <source>a minute of sound</source>
        <translation>每分钟音频</translation>
    </message>
    <message>
        <source>a million characters</source>
        <translation>每百万字符</translation>
    </message>
    <message>
        <source>1 M tokens of images in</source>
        <translation>1 M 图像输入词元</translation>
    </message>
    <message>
        <source>1 M tokens of text out</source>
        <translation>每百万输出文本 token</translation>
    </message>
    <message>
        <source>1,000 searches</source>
        <translation>每 1,000 次搜索</translation>
    </message>
    <message>
        <source>1,000 searches of the web</source>
        <translation>每 1,000 次网页搜索</translation>
    </message>
    <message>
        <source>above %1 tokens in: %2</source>
        <translation>输入超过 %1 个 token：%2</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>从 %1 起</translation>
    </message>
    <message>
        <source>%1 to %2 UTC</source>
        <translation>UTC %1 至 %2</translation>
    </message>
    <message>
        <source>list</source>
        <translation>目录价</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>您的价格</translation>
    </message>
    <message>
        <source>In</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>In, cached</source>
        <translation>输入（缓存）</translation>
    </message>
    <message>
        <source>Cache write</source>
        <translation>写入缓存</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>%1, your price of 1 M tokens in dollars</source>
        <translation>%1，您每百万 token 的价格（美元）</translation>
    </message>
    <message>
        <source>Back to the catalogue&apos;s value</source>
        <translation>恢复目录中的值</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Difference to the list price</source>
        <translation>与目录价的差额</translation>
    </message>
    <message>
        <source>to all</source>
        <translation>应用到全部</translation>
    </message>
    <message>
        <source>Fills your prices with the list price and this difference.</source>
        <translation>按目录价和此差额填写您的价格。</translation>
    </message>
    <message>
        <source>always</source>
        <translation>一直</translation>
    </message>
    <message>
        <source>The day from which your prices hold (UTC), like 2026-12-01.</source>
        <translation>您的价格从哪一天起生效（UTC），如 2026-12-01。</translation>
    </message>
    <message>
        <source>The day from which your prices hold</source>
        <translation>您的价格从哪一天起生效</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>An amount in dollars, like 0.15, with at most 9 decimals</source>
        <translation>美元金额，如 0.15，最多 9 位小数</translation>
    </message>
    <message>
        <source>A day like 2026-12-01</source>
        <translation>日期，如 2026-12-01</translation>
    </message>
    <message>
        <source>A day without a price changes nothing</source>
        <translation>只有日期而没有价格，不会改变任何内容</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::PromptPane</name>
    <message>
        <source>System prompt</source>
        <translation>系统提示词</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Go on with the answers: one more thing that the user says</source>
        <translation>接着应答继续：用户再说一句</translation>
    </message>
    <message>
        <source>What the user says</source>
        <translation>用户说的话</translation>
    </message>
    <message>
        <source>Remove this turn</source>
        <translation>移除此轮</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Turn %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>about %1 tokens in</source>
        <translation>约输入 %1 词元</translation>
    </message>
    <message>
        <source>at most %1 out</source>
        <translation>至多输出 %1</translation>
    </message>
    <message>
        <source>no bound on what comes out</source>
        <translation>输出无上限</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n 个回答</numerusform>
        </translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>至多 %1</translation>
    </message>
    <message>
        <source>Next turn: %1</source>
        <translation>下一轮：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ProofPane</name>
    <message>
        <source>The answer will appear here, word by word, as it passes through your gateway.</source>
        <translation>应答经过您的网关时，会在这里逐字显示。</translation>
    </message>
    <message>
        <source>You find this page again under Help.</source>
        <translation>此页可在“帮助”中再次找到。</translation>
    </message>
    <message>
        <source>See it in Traffic</source>
        <translation>在“流量”中查看</translation>
    </message>
    <message>
        <source>Open the console</source>
        <translation>打开控制台</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首词元</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Gateway added</source>
        <translation>网关增加</translation>
    </message>
    <message>
        <source>Now point your own program at it</source>
        <translation>现在让您自己的程序指向它</translation>
    </message>
    <message>
        <source>Any OpenAI, Anthropic or Gemini client works. Change the base URL and the key, nothing else.</source>
        <translation>任何 OpenAI、Anthropic 或 Gemini 客户端都可用。只需更改基础 URL 和密钥。</translation>
    </message>
    <message>
        <source>Copy the base URL</source>
        <translation>复制基础 URL</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>复制密钥</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>基础 URL</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>%1 answers through your gateway</source>
        <translation>%1 经由您的网关应答</translation>
    </message>
    <message>
        <source>tokens/s</source>
        <translation>词元/秒</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>输入 %1，输出 %2</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Language of the code</source>
        <translation>代码语言</translation>
    </message>
    <message>
        <source>Ready code</source>
        <translation>现成代码</translation>
    </message>
    <message>
        <source>shown once, application “%1”</source>
        <translation>仅显示一次，应用“%1”</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ProviderChoice</name>
    <message>
        <source>no key, no network</source>
        <translation>无需密钥和网络</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>needs a key</source>
        <translation>需要密钥</translation>
    </message>
    <message>
        <source>not callable yet</source>
        <translation>尚不可调用</translation>
    </message>
    <message>
        <source>found on port %1, wants a key</source>
        <translation>在端口 %1 上找到，需要密钥</translation>
    </message>
    <message>
        <source>found on port %1, 1 model</source>
        <translation>在端口 %1 上找到，1 个模型</translation>
    </message>
    <message>
        <source>found on port %1, %2 models</source>
        <translation>在端口 %1 上找到，%2 个模型</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ProviderEditor</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Search providers</source>
        <translation>搜索提供商</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Id, used in model names: id/model</source>
        <translation>标识，用于模型名：标识/模型</translation>
    </message>
    <message>
        <source>Base URL</source>
        <translation>基础 URL</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Sandbox: answers without a key or a network</source>
        <translation>沙盒：无需密钥和网络即可应答</translation>
    </message>
    <message>
        <source>%1, on this computer</source>
        <translation>%1，在这台电脑上</translation>
    </message>
    <message>
        <source>%1 (not callable yet)</source>
        <translation>%1（尚不可调用）</translation>
    </message>
    <message>
        <source>Any other server that speaks OpenAI&apos;s dialect</source>
        <translation>任何其他兼容 OpenAI 协议的服务器</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>添加提供商</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>沙盒</translation>
    </message>
    <message>
        <source>Fills {%1} in the base URL.</source>
        <translation>填入基础 URL 中的 {%1}。</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Letters, digits, . _ and -</source>
        <translation>字母、数字、. _ 和 -</translation>
    </message>
    <message>
        <source>There is already a provider with this id</source>
        <translation>已有使用此标识的提供商</translation>
    </message>
    <message>
        <source>Needed by the base URL</source>
        <translation>基础 URL 需要此项</translation>
    </message>
    <message>
        <source>A URL like https://host/v1</source>
        <translation>形如 https://host/v1 的 URL</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>正在询问……</translation>
    </message>
    <message>
        <source>Answered in %1.</source>
        <translation>%1 内应答。</translation>
    </message>
    <message>
        <source>Somebody else changed this provider meanwhile.</source>
        <translation>其间已有他人修改此提供商。</translation>
    </message>
    <message>
        <source>Load theirs</source>
        <translation>载入对方的</translation>
    </message>
    <message>
        <source>Answered in %1, one model found.</source>
        <translation>%1 内应答，找到一个模型。</translation>
    </message>
    <message>
        <source>Answered in %1, %2 models found.</source>
        <translation>%1 内应答，找到 %2 个模型。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ProviderTreeModel</name>
    <message>
        <source>healthy</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>cools down</source>
        <translation>冷却中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>not called yet</source>
        <translation>尚未调用</translation>
    </message>
    <message>
        <source>Sandbox</source>
        <translation>沙盒</translation>
    </message>
    <message>
        <source>inside the gateway</source>
        <translation>在网关内部</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>weight %1</source>
        <translation>权重 %1</translation>
    </message>
    <message>
        <source>Provider, key</source>
        <translation>提供商、密钥</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>首词元</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>not callable yet</source>
        <translation>尚不可调用</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>无密钥</translation>
    </message>
    <message>
        <source>Calls/s, 1 h</source>
        <translation>调用/秒，1 小时</translation>
    </message>
    <message>
        <source>is tried again</source>
        <translation>正在重新尝试</translation>
    </message>
    <message>
        <source>retired, was refused</source>
        <translation>已停用，曾被拒绝</translation>
    </message>
    <message>
        <source>cools down, %1</source>
        <translation>冷却中，%1</translation>
    </message>
    <message>
        <source>left out, %1</source>
        <translation>暂不使用，%1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ProvidersCard</name>
    <message>
        <source>cools down</source>
        <translation>冷却中</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>not callable yet</source>
        <translation>尚不可调用</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ProvidersPage</name>
    <message>
        <source>A provider answers model calls: add one with its key, and all of its models have one address.</source>
        <translation>提供商应答模型调用：添加一个提供商及其密钥，它的所有模型便有了同一个地址。</translation>
    </message>
    <message>
        <source>Add provider</source>
        <translation>添加提供商</translation>
    </message>
    <message>
        <source>See which models there are</source>
        <translation>查看有哪些模型</translation>
    </message>
    <message>
        <source>Providers and keys</source>
        <translation>提供商与密钥</translation>
    </message>
    <message>
        <source>Test now</source>
        <translation>立即测试</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>%1, key %2</source>
        <translation>%1，密钥 %2</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Forgets failures, pauses and refusals: the next call tries it.</source>
        <translation>忘记失败、暂停和拒绝：下一次调用会再次尝试。</translation>
    </message>
    <message>
        <source>Simulate failure</source>
        <translation>模拟故障</translation>
    </message>
    <message>
        <source>Nothing is asked of the provider: the gateway behaves as if it had failed, for all callers. The audit notes it.</source>
        <translation>不会向提供商发出任何请求：网关对所有调用方表现得如同提供商已失败。此操作会记入审计。</translation>
    </message>
    <message>
        <source>429: pause for 30 s</source>
        <translation>429：暂停 30 秒</translation>
    </message>
    <message>
        <source>429: pause for 5 min</source>
        <translation>429：暂停 5 分钟</translation>
    </message>
    <message>
        <source>Provider down for 30 s</source>
        <translation>提供商停机 30 秒</translation>
    </message>
    <message>
        <source>Provider down for 5 min</source>
        <translation>提供商停机 5 分钟</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::Rail</name>
    <message>
        <source>Watch</source>
        <translation>观察</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>构建</translation>
    </message>
    <message>
        <source>Govern</source>
        <translation>治理</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>菜单 (F10)</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::RankingCard</name>
    <message>
        <source>%1 %2 a second</source>
        <translation>%1 每秒 %2</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::RawDialog</name>
    <message>
        <source>Raw</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>%1 ms  %2</source>
        <translation>%1 毫秒  %2</translation>
    </message>
    <message>
        <source>More came than is kept.</source>
        <translation>到达的多于保留的。</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ReviewPage</name>
    <message>
        <source>Its counters are lost with it.</source>
        <translation>其计数器也会一并丢失。</translation>
    </message>
    <message>
        <source>Counts, refuses nothing.</source>
        <translation>只计数，不拒绝。</translation>
    </message>
    <message>
        <source>Refuses %1 % of it first, all after %2 min.</source>
        <translation>先拒绝其中的 %1 %，%2 分钟后全部拒绝。</translation>
    </message>
    <message>
        <source>Refuses %1 % of it.</source>
        <translation>拒绝其中的 %1 %。</translation>
    </message>
    <message>
        <source>In force at once.</source>
        <translation>立即生效。</translation>
    </message>
    <message>
        <source>Goes back by itself when more than %1 % of the calls of callers that were fine before are refused.</source>
        <translation>如果原本正常的调用方有超过 %1 % 的调用被拒绝，会自动恢复。</translation>
    </message>
    <message>
        <source>Rate limits</source>
        <translation>速率限制</translation>
    </message>
    <message>
        <source>Discard all</source>
        <translation>全部放弃</translation>
    </message>
    <message>
        <source>Review and apply</source>
        <translation>检查并应用</translation>
    </message>
    <message>
        <source>Apply 1 change</source>
        <translation>应用 1 项更改</translation>
    </message>
    <message>
        <source>Apply %1 changes</source>
        <translation>应用 %1 项更改</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>1 change is applied.</source>
        <translation>已应用 1 项更改。</translation>
    </message>
    <message>
        <source>%1 changes are applied.</source>
        <translation>已应用 %1 项更改。</translation>
    </message>
    <message>
        <source>Somebody else changed %1 meanwhile. Edit it anew, or take it out.</source>
        <translation>其间有人更改了 %1。请重新编辑，或将其移出。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::RouteEditor</name>
    <message>
        <source>The first target with room answers; before the first byte the next one takes over.</source>
        <translation>由第一个有余量的目标应答；首字节之前可由下一个接替。</translation>
    </message>
    <message>
        <source>Calls are shared by weight; the others take over when one fails.</source>
        <translation>调用按权重分配；一个失败时由其他目标接替。</translation>
    </message>
    <message>
        <source>The target with the fastest first token answers.</source>
        <translation>由首词元最快的目标应答。</translation>
    </message>
    <message>
        <source>The cheapest target answers, by the catalogue&apos;s prices.</source>
        <translation>按目录价格，由最便宜的目标应答。</translation>
    </message>
    <message>
        <source>Name, used as the model</source>
        <translation>名称，用作模型名</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>Cheapest</source>
        <translation>最便宜</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Add target</source>
        <translation>添加目标</translation>
    </message>
    <message>
        <source>Ask it in the playground</source>
        <translation>在试验场中询问</translation>
    </message>
    <message>
        <source>New route</source>
        <translation>新建路由</translation>
    </message>
    <message>
        <source>Create route</source>
        <translation>创建路由</translation>
    </message>
    <message>
        <source>A name, please</source>
        <translation>请填写名称</translation>
    </message>
    <message>
        <source>There is already a route with this name</source>
        <translation>已有同名路由</translation>
    </message>
    <message>
        <source>Add at least one target</source>
        <translation>至少添加一个目标</translation>
    </message>
    <message>
        <source>Target %1 needs a provider</source>
        <translation>目标 %1 需要提供商</translation>
    </message>
    <message>
        <source>Target %1 needs a model</source>
        <translation>目标 %1 需要模型</translation>
    </message>
    <message>
        <source>Somebody else changed this route meanwhile.</source>
        <translation>其间已有他人修改此路由。</translation>
    </message>
    <message>
        <source>Load theirs</source>
        <translation>载入对方的</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Delete %1…</source>
        <translation>删除 %1…</translation>
    </message>
    <message>
        <source>Targets in order, share now</source>
        <translation>按顺序的目标，当前份额</translation>
    </message>
    <message>
        <source>Calls by target, last hour</source>
        <translation>各目标的调用，最近一小时</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::RouteRows</name>
    <message>
        <source>Add route</source>
        <translation>添加路由</translation>
    </message>
    <message>
        <source>any method</source>
        <translation>任意方法</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <translation>%1 + %2</translation>
    </message>
    <message>
        <source>Methods that this route answers; none chosen = every method</source>
        <translation>此路由应答的方法；不选 = 所有方法</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Path of the route</source>
        <translation>路由的路径</translation>
    </message>
    <message>
        <source>as called</source>
        <translation>与调用相同</translation>
    </message>
    <message>
        <source>Path sent upstream</source>
        <translation>发往上游的路径</translation>
    </message>
    <message>
        <source>Remove this route</source>
        <translation>移除此路由</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::RouteTable</name>
    <message>
        <source>Routes</source>
        <translation>路由</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::RouteTableModel</name>
    <message>
        <source>priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>weighted</source>
        <translation>加权</translation>
    </message>
    <message>
        <source>fastest</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>cheapest</source>
        <translation>最便宜</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Targets in order</source>
        <translation>按顺序的目标</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::RowsCard</name>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::RuleMeter</name>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::RuleTraffic</name>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>calls a minute, last hour</source>
        <translation>每分钟调用，最近一小时</translation>
    </message>
    <message>
        <source>calls a minute, last hour, whatever their %1</source>
        <translation>每分钟调用，最近一小时，不分%1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::SavePreview</name>
    <message>
        <source>Nothing is changed. What you change here is written together, when you save.</source>
        <translation>没有更改。您在此处的更改会在保存时一并写入。</translation>
    </message>
    <message>
        <source>What saving does</source>
        <translation>保存会做什么</translation>
    </message>
    <message>
        <source>In this order</source>
        <translation>按此顺序</translation>
    </message>
    <message>
        <source>Reads the certificate and its key</source>
        <translation>读取证书及其私钥</translation>
    </message>
    <message>
        <source>if they do not fit, nothing changes</source>
        <translation>若不匹配，则什么都不变</translation>
    </message>
    <message>
        <source>Opens the new address</source>
        <translation>打开新地址</translation>
    </message>
    <message>
        <source>if that fails, nothing changes</source>
        <translation>若失败，则什么都不变</translation>
    </message>
    <message>
        <source>New connections go there</source>
        <translation>新连接去往那里</translation>
    </message>
    <message>
        <source>exchanges in flight end where they are</source>
        <translation>进行中的交换在原处结束</translation>
    </message>
    <message>
        <source>Closes the old address</source>
        <translation>关闭旧地址</translation>
    </message>
    <message>
        <source>callers need the new one from then on</source>
        <translation>此后调用方需使用新地址</translation>
    </message>
    <message>
        <source>New connections get the new settings</source>
        <translation>新连接采用新设置</translation>
    </message>
    <message>
        <source>exchanges in flight keep the old ones</source>
        <translation>进行中的交换沿用旧设置</translation>
    </message>
    <message>
        <source>The administration moves at the next start</source>
        <translation>管理端口在下次启动时迁移</translation>
    </message>
    <message>
        <source>this window stays where it is until then</source>
        <translation>在此之前本窗口保持不变</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::SettingRow</name>
    <message>
        <source>was %1</source>
        <translation>原为 %1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::SettingsPanel</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>设置页</translation>
    </message>
    <message>
        <source>This gateway</source>
        <translation>此网关</translation>
    </message>
    <message>
        <source>Address and TLS</source>
        <translation>地址与 TLS</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据文件夹</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>本窗口</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>The gateway has the new settings.</source>
        <translation>网关已采用新设置。</translation>
    </message>
    <message>
        <source>Somebody else changed these settings meanwhile.</source>
        <translation>其间已有他人修改这些设置。</translation>
    </message>
    <message>
        <source>Keep mine on top of theirs</source>
        <translation>在对方修改上保留我的</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>采用对方的</translation>
    </message>
    <message>
        <source>Save and switch over</source>
        <translation>保存并切换</translation>
    </message>
    <message>
        <source>not saved: %1</source>
        <translation>未保存：%1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ShortcutsPage</name>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Ctrl+K finds every action by its name</source>
        <translation>按 Ctrl+K 可按名称查找所有操作</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::SparkLine</name>
    <message>
        <source>now %1</source>
        <translation>现在 %1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::StagedLimits</name>
    <message>
        <source>shadow</source>
        <translation>影子模式</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::StatusBar</name>
    <message>
        <source>No tasks</source>
        <translation>无任务</translation>
    </message>
    <message>
        <source>Copy the base URL</source>
        <translation>复制基础 URL</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>连接已断开</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>Token not accepted</source>
        <translation>令牌未被接受</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Serving</source>
        <translation>服务中</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>排空中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Stop the gateway</source>
        <translation>停止网关</translation>
    </message>
    <message>
        <source>Start the gateway</source>
        <translation>启动网关</translation>
    </message>
    <message>
        <source>%1 req/s</source>
        <translation>%1 请求/秒</translation>
    </message>
    <message>
        <source>REST p95 %1</source>
        <translation>REST p95 %1</translation>
    </message>
    <message>
        <source>%1 today</source>
        <translation>今日 %1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::StepMark</name>
    <message>
        <source>Step %1, done</source>
        <translation>第 %1 步，已完成</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::SubscriptionList</name>
    <message>
        <source>Subscriptions</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>Double click opens the API</source>
        <translation>双击打开 API</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Base path</source>
        <translation>基础路径</translation>
    </message>
    <message>
        <source>Calls/s, 1 h</source>
        <translation>调用/秒，1 小时</translation>
    </message>
    <message>
        <source>waits for approval</source>
        <translation>等待批准</translation>
    </message>
    <message>
        <source>active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>revoked</source>
        <translation>已吊销</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TargetRow</name>
    <message>
        <source>Enter changes it, Alt+Up and Alt+Down or the handle move it, Del removes it</source>
        <translation>Enter 修改，Alt+上/下 或拖动手柄移动，Del 移除</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>weight </source>
        <translation>权重 </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Target %1: %2 %3</source>
        <translation>目标 %1：%2 %3</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>not callable yet</source>
        <translation>尚不可调用</translation>
    </message>
    <message>
        <source>%1 to first token</source>
        <translation>首词元 %1</translation>
    </message>
    <message>
        <source>not called yet</source>
        <translation>尚未调用</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TargetRows</name>
    <message>
        <source>Add target</source>
        <translation>添加目标</translation>
    </message>
    <message>
        <source>URL of the target</source>
        <translation>目标的 URL</translation>
    </message>
    <message>
        <source>Weight: its share of the calls beside the other targets</source>
        <translation>权重：与其他目标相比分得的调用份额</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Remove this target</source>
        <translation>移除此目标</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::ThreadsPage</name>
    <message>
        <source>one a core</source>
        <translation>每核心一个</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>工作线程</translation>
    </message>
    <message numerus="yes">
        <source>%n core(s) here</source>
        <translation>
            <numerusform>此处 %n 个核心</numerusform>
        </translation>
    </message>
    <message>
        <source>Connections, at most</source>
        <translation>连接数上限</translation>
    </message>
    <message>
        <source>of the whole gateway; others wait</source>
        <translation>整个网关；其余等待</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TimeChart</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TimeStrip</name>
    <message>
        <source>Traffic over time</source>
        <translation>流量随时间的变化</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TimesPage</name>
    <message>
        <source>an API or a route may set its own, never longer than these</source>
        <translation>API 或路由可自行设定，但不能超过这些</translation>
    </message>
    <message>
        <source>Request head</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>from its first byte to its end</source>
        <translation>从首字节到结束</translation>
    </message>
    <message>
        <source>Gap in a body</source>
        <translation>请求体间隔</translation>
    </message>
    <message>
        <source>longest silence of a caller</source>
        <translation>调用方最长的静默</translation>
    </message>
    <message>
        <source>Stalled caller</source>
        <translation>停滞的调用方</translation>
    </message>
    <message>
        <source>takes no byte of the answer</source>
        <translation>未取走应答的任何字节</translation>
    </message>
    <message>
        <source>Idle connection</source>
        <translation>空闲连接</translation>
    </message>
    <message>
        <source>kept without a request</source>
        <translation>没有请求时保留</translation>
    </message>
    <message>
        <source>Connect upstream</source>
        <translation>连接上游</translation>
    </message>
    <message>
        <source>name, TCP and TLS</source>
        <translation>域名解析、TCP 和 TLS</translation>
    </message>
    <message>
        <source>First byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>from the request&apos;s end to the answer&apos;s head</source>
        <translation>从请求结束到应答头</translation>
    </message>
    <message>
        <source>Gap in a stream</source>
        <translation>流的间隔</translation>
    </message>
    <message>
        <source>longest silence inside an answer</source>
        <translation>应答中最长的静默</translation>
    </message>
    <message>
        <source>Whole exchange</source>
        <translation>整个交换</translation>
    </message>
    <message>
        <source>request and answer together</source>
        <translation>请求与应答合计</translation>
    </message>
    <message>
        <source>Drain at stop</source>
        <translation>停止前排空</translation>
    </message>
    <message>
        <source>for what is under way</source>
        <translation>留给进行中的交换</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Body, at most</source>
        <translation>正文上限</translation>
    </message>
    <message>
        <source>a longer request is answered with 413</source>
        <translation>更长的请求以 413 应答</translation>
    </message>
    <message>
        <source>Head, at most</source>
        <translation>头部上限</translation>
    </message>
    <message>
        <source>a longer one is answered with 431</source>
        <translation>更长的以 431 应答</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TrafficFilterBox</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TrafficInspector</name>
    <message>
        <source>Copy as cURL</source>
        <translation>复制为 cURL</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>头</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Route</source>
        <translation>路由</translation>
    </message>
    <message>
        <source>Model used</source>
        <translation>使用的模型</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>提供商</translation>
    </message>
    <message>
        <source>In</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>网关</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Pretty</source>
        <translation>美化</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Form of the text</source>
        <translation>文本形式</translation>
    </message>
    <message>
        <source>The recording policy kept no body of this stream.</source>
        <translation>按记录策略，此流的正文未保留。</translation>
    </message>
    <message>
        <source>Events %1</source>
        <translation>事件 %1</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>已截断</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; total</source>
        <translation>总计 &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>%1 cached</source>
        <translation>缓存 %1</translation>
    </message>
    <message>
        <source>%1 /s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>finish: %1</source>
        <translation>结束：%1</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Why was this refused?</source>
        <translation>为什么被拒绝？</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Tries %1</source>
        <translation>尝试 %1</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TrafficModel</name>
    <message>
        <source>cut</source>
        <translation>已截断</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>Model used</source>
        <translation>使用的模型</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>%1 nano-dollars</source>
        <translation>%1 纳美元</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TrafficPanel</name>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Range of time</source>
        <translation>时间范围</translation>
    </message>
    <message>
        <source>Last 10 min</source>
        <translation>最近 10 分钟</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>最近 1 小时</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最近 1 天</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Not understood: %1</source>
        <translation>无法理解：%1</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON 行 (*.jsonl)</translation>
    </message>
    <message numerus="yes">
        <source>%n records exported.</source>
        <translation>
            <numerusform>已导出 %n 条记录。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>%1 new, follow</source>
        <translation>%1 条新记录，跟随</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Other time</source>
        <translation>其他时间</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任意时间</translation>
    </message>
    <message>
        <source>No exchange matches this filter and time.</source>
        <translation>没有符合此筛选和时间的交换。</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>%1 of %2 today</source>
        <translation>今日 %2 中的 %1</translation>
    </message>
    <message>
        <source>%1 too fast to list</source>
        <translation>%1 条过快，未列出</translation>
    </message>
    <message>
        <source>What is listed, as CSV</source>
        <translation>列表内容，存为 CSV</translation>
    </message>
    <message>
        <source>What is listed, as JSON lines</source>
        <translation>列表内容，存为 JSON 行</translation>
    </message>
    <message>
        <source>newest %1 of %2 today</source>
        <translation>今日 %2 中最新的 %1</translation>
    </message>
    <message>
        <source>Export what is listed</source>
        <translation>导出列表内容</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TrafficTable</name>
    <message>
        <source>Exchanges</source>
        <translation>交换</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TryPane</name>
    <message>
        <source>Try before apply</source>
        <translation>应用前试算</translation>
    </message>
    <message>
        <source>Recorded traffic to replay</source>
        <translation>要重放的已记录流量</translation>
    </message>
    <message>
        <source>last 15 minutes</source>
        <translation>最近 15 分钟</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>最近一小时</translation>
    </message>
    <message>
        <source>last 24 hours</source>
        <translation>最近 24 小时</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Refused over time, before and after</source>
        <translation>随时间的拒绝，之前与之后</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Recorded traffic is replayed with this rule as soon as it is complete.</source>
        <translation>规则完整后即以它重放已记录的流量。</translation>
    </message>
    <message>
        <source>No recorded call in this span.</source>
        <translation>此时段没有已记录的调用。</translation>
    </message>
    <message>
        <source>Records reach back to %1 only.</source>
        <translation>记录只追溯到 %1。</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已应答</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>已排队</translation>
    </message>
    <message>
        <source>Noted in shadow</source>
        <translation>影子记录</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>采用 %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>from … to …</source>
        <translation>从……到……</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>To</source>
        <translation>到</translation>
    </message>
    <message>
        <source>before, without retries</source>
        <translation>之前，不含重试</translation>
    </message>
    <message>
        <source>after, without retries</source>
        <translation>之后，不含重试</translation>
    </message>
    <message>
        <source>queued, after</source>
        <translation>之后排队</translation>
    </message>
    <message>
        <source>Share of its calls that may be refused</source>
        <translation>允许拒绝的调用比例</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>最多 %1</translation>
    </message>
    <message>
        <source>Smallest limit that refuses</source>
        <translation>满足以下拒绝比例的最小限额</translation>
    </message>
    <message>
        <source>Refused of %1 recorded calls, now and with this change</source>
        <translation>%1 次已记录的调用中被拒绝的，当前与此更改后</translation>
    </message>
    <message>
        <source>no retries</source>
        <translation>不含重试</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>Without the clients’ %1 retries nothing would be refused.</source>
        <translation>不计客户端的 %1 次重试，不会拒绝任何调用。</translation>
    </message>
    <message>
        <source>Without the clients’ %1 retries %2 would be refused.</source>
        <translation>不计客户端的 %1 次重试，会拒绝 %2 次。</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::TrySides</name>
    <message>
        <source>… %1 of %2 bytes were kept</source>
        <translation>……已保留 %2 字节中的 %1 字节</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Request fields</source>
        <translation>请求头字段</translation>
    </message>
    <message>
        <source>Answer fields</source>
        <translation>应答头字段</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>尝试</translation>
    </message>
    <message>
        <source>Target, key</source>
        <translation>目标、密钥</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>比较内容</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已应答</translation>
    </message>
    <message>
        <source>%1, so the next one was asked</source>
        <translation>%1，于是改问下一个</translation>
    </message>
    <message>
        <source>The client sent</source>
        <translation>客户端发送</translation>
    </message>
    <message>
        <source>The provider answered</source>
        <translation>提供商应答</translation>
    </message>
    <message>
        <source>The provider got</source>
        <translation>提供商收到</translation>
    </message>
    <message>
        <source>The client got</source>
        <translation>客户端收到</translation>
    </message>
    <message>
        <source>Nobody was asked.</source>
        <translation>没有询问任何提供商。</translation>
    </message>
    <message>
        <source>Requests to REST services go on as they come; only calls of models are kept on both sides.</source>
        <translation>发往 REST 服务的请求原样转发；只有模型调用会保留两侧内容。</translation>
    </message>
    <message>
        <source>Nothing of the provider&apos;s side was kept of this try.</source>
        <translation>这次尝试没有保留提供商一侧的内容。</translation>
    </message>
    <message>
        <source>%1: the next one was asked</source>
        <translation>%1：改问下一个</translation>
    </message>
    <message>
        <source>not one byte differs</source>
        <translation>没有一个字节不同</translation>
    </message>
    <message>
        <source>inside the gateway</source>
        <translation>网关内部</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::UsageChart</name>
    <message>
        <source>Usage, calls a second in the last hour</source>
        <translation>用量，最近一小时每秒调用数</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>用量</translation>
    </message>
    <message>
        <source>calls a second, last hour</source>
        <translation>每秒调用，最近一小时</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::UseStrip</name>
    <message>
        <source>Use of the counter</source>
        <translation>计数器用量</translation>
    </message>
    <message>
        <source>now %1 %</source>
        <translation>当前 %1%</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::WatchBars</name>
    <message>
        <source>%1 of %2 calls of callers that were fine before were refused</source>
        <translation>原本正常的调用方的 %2 次调用中有 %1 次被拒绝</translation>
    </message>
    <message>
        <source>%1 went back by itself at %2 to what it was: %3.</source>
        <translation>%1 已于 %2 自动恢复原样：%3。</translation>
    </message>
    <message>
        <source>%1 took itself away at %2: %3.</source>
        <translation>%1 已于 %2 自行撤除：%3。</translation>
    </message>
    <message>
        <source>Most of them of %1.</source>
        <translation>其中大多来自 %1。</translation>
    </message>
    <message>
        <source>%1 has held: %2.</source>
        <translation>%1 已稳定：%2。</translation>
    </message>
    <message>
        <source>%1 should have gone back, but could not: %2</source>
        <translation>%1 本应恢复，但未能恢复：%2</translation>
    </message>
    <message>
        <source>%1 refuses %2 % of it until %3, then all.</source>
        <translation>%1 在 %3 之前拒绝其中的 %2 %，之后全部拒绝。</translation>
    </message>
    <message>
        <source>%1 is watched until %2.</source>
        <translation>%1 被观察至 %2。</translation>
    </message>
    <message>
        <source>%1; it goes back by itself above %2 %.</source>
        <translation>%1；超过 %2 % 时自动恢复。</translation>
    </message>
    <message>
        <source>Roll back now</source>
        <translation>立即恢复</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已阅</translation>
    </message>
</context>
<context>
    <name>gatehouse::ui::Waterfall</name>
    <message>
        <source>key %1</source>
        <translation>密钥 %1</translation>
    </message>
    <message>
        <source>%1, first token %2, stream %3</source>
        <translation>%1，首词元 %2，流 %3</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1，用时 %2</translation>
    </message>
    <message>
        <source>Course of the exchange</source>
        <translation>交换过程</translation>
    </message>
</context>
</TS>
