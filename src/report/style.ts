/** How a report looks: in light and dark, on paper and on a telephone. */

/** One colour for each part. The last two are for what is good and what is not. */
const colours = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#1b2130;--faint:#5d6679;--line:#e3e6ec;
--network:#2f6fde;--cluster:#7a4fd6;--database:#0f8f7b;--server:#c9620c;--good:#137a4b;--bad:#c4283c}
@media screen and (prefers-color-scheme:dark){:root{--page:#10131a;--card:#181d27;--ink:#e8ebf2;--faint:#98a2b6;--line:#2a3140;
--network:#6ea2ff;--cluster:#b094ff;--database:#3ccbb2;--server:#ffa04d;--good:#45d08c;--bad:#ff7183}}
.network{--part:var(--network)}.cluster{--part:var(--cluster)}.database{--part:var(--database)}.server{--part:var(--server)}`

const layout = `
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1000px;margin:0 auto;padding:40px 20px 60px}
h1{margin:0;font-size:30px;line-height:1.2;letter-spacing:-.02em}
h2{margin:0 0 16px;font-size:17px}
p{margin:4px 0}
header{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px}
header>div{flex:1 1 320px}header p,.small,footer{color:var(--faint)}
.small{font-size:13px}
a{color:var(--network);overflow-wrap:anywhere}.address{flex:1 0 100%;font-weight:600;font-size:17px}
.status{padding:5px 14px;border-radius:99px;font-weight:600;border:1px solid}
.running{color:var(--good)}.status.failed{color:var(--bad)}.status.planned{color:var(--faint)}
main>section,.tiles>div{background:var(--card);border:1px solid var(--line);border-radius:14px}
main>section{padding:22px 24px;margin-top:18px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin-top:24px}
.tiles>div{padding:14px 18px}.tiles strong{display:block;font-size:22px;letter-spacing:-.01em}
.tiles span{color:var(--faint);font-size:13px}
.failure{border-color:var(--bad)!important}.failure h2{color:var(--bad)}
code,pre{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
code{background:var(--page);border-radius:6px;padding:2px 7px;overflow-wrap:anywhere;-webkit-box-decoration-break:clone;box-decoration-break:clone}
pre{margin:14px 0 0;padding:12px 14px;background:var(--page);border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere;color:var(--faint)}
table{border-collapse:collapse}th{font-weight:400;text-align:left}th,td{padding:6px 24px 6px 0;vertical-align:baseline}
footer{margin-top:26px;font-size:13px}
.wide{overflow-x:auto}`

const pictures = `
.diagram{display:block;width:100%;min-width:640px}
.diagram rect{fill:var(--part);fill-opacity:.06;stroke:var(--part);stroke-width:1.5}
.diagram .place rect{fill:none;stroke:var(--line)}
.diagram .planned rect{stroke-dasharray:6 5;fill-opacity:.02}
.diagram g.failed{--part:var(--bad)}
.diagram text{font-size:12px;fill:var(--ink)}.diagram .title{font-size:14px;font-weight:600;fill:var(--part,var(--faint))}
.diagram .note,.diagram .line,.diagram .way{fill:var(--faint)}
.diagram .people{fill:var(--faint)}.diagram .people text,.diagram .way{text-anchor:middle}
.diagram .arrow{fill:none;stroke:var(--faint);stroke-width:1.5}.diagram marker path{fill:var(--faint)}
.shares{display:flex;gap:3px;height:14px;margin-bottom:12px}
.shares i{background:var(--part);border-radius:4px;flex-basis:0}
.costs td{text-align:right;font-variant-numeric:tabular-nums}.costs .all{font-weight:600}
.costs .all th{font-weight:600}.costs .all>*{border-top:1px solid var(--line)}
.costs th i{display:inline-block;width:10px;height:10px;border-radius:3px;background:var(--part);margin-right:10px}
.beside{display:flex;flex-wrap:wrap;gap:12px 64px}.choices{flex:1 1 300px}
.choice{display:grid;grid-template-columns:90px 1fr 80px;gap:14px;align-items:center;padding:6px 0;color:var(--faint)}
.choice>span:last-child{text-align:right;font-variant-numeric:tabular-nums}.choice i{display:block;height:10px;border-radius:4px;background:var(--line)}
.chosen{color:var(--ink);font-weight:600}.chosen i{background:var(--good)}
.timeline{font-size:12.5px}
.row{display:grid;grid-template-columns:minmax(120px,270px) 1fr 92px;gap:14px;align-items:center;min-height:21px}
.row>span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.row>span:last-child{color:var(--faint);text-align:right;font-variant-numeric:tabular-nums}
.track{position:relative;align-self:stretch;background:linear-gradient(90deg,var(--line) 1px,transparent 1px) 0 0/var(--step) 100%}
.track i{position:absolute;top:4px;bottom:4px;min-width:3px;border-radius:4px;background:var(--part)}
.failed .track i{background:var(--bad)}
.open .track i{background:repeating-linear-gradient(45deg,var(--part) 0 5px,transparent 5px 9px)}
.row.failed>span:last-child{color:var(--bad)}
.axis b{position:absolute;left:0;font-weight:400;color:var(--faint);padding-left:5px;white-space:nowrap}
.timeline section{margin-top:6px}.head{font-weight:600;color:var(--part)}.head>span:last-child{color:var(--part)!important}`

const elsewhere = `
@media (max-width:640px){main{padding:24px 12px}main>section{padding:18px 16px}
.row{grid-template-columns:1fr 92px;gap:0 10px}.row .track{grid-row:2;grid-column:1/-1;height:14px}.axis{display:none}
.next,.next tbody,.next tr,.next th,.next td{display:block;padding:0}.next tr{margin-bottom:12px}}
@media print{:root{color-scheme:light;--page:#fff}body{font-size:12px}main{padding:0;max-width:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
main>section{break-inside:avoid-page}.timeline,.timeline section{break-inside:auto}.row{break-inside:avoid}}`

export const style = [colours, layout, pictures, elsewhere].join('').replaceAll('\n', '')
