/*
SimPTSP widgets. Built by simulator/widgets/front/build.js; do not edit.
*/
var lt=`.st-answer { max-width: none; }
.st-answer.sp-part :is(p, ul, dl) { margin: .5rem 0; max-width: 46rem; }
.st-answer ul { padding-left: 1.2rem; }
.st-answer li { margin: .2rem 0; }
.st-answer :is(h3, h4, h5) { margin: 1.5rem 0 .4rem; line-height: 1.3; color: #0b3d63; }
.st-answer h3 { font-size: 1.25rem; }
.st-answer :is(h4, h5) { font-size: 1.0625rem; }
.st-answer dl { display: grid; grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr); gap: .3rem 1.25rem; max-width: 60rem; }
.st-answer dt { font-weight: 600; overflow-wrap: anywhere; }
.st-answer dd { margin: 0; overflow-wrap: anywhere; }
.st-answer.sp-part dd ul { margin: 0; padding-left: 1.1rem; }
.st-answer.sp-part .sp-note { margin-top: .35rem; color: #465564; font-size: .9375rem; }
.st-answer .sp-table { font-size: .9375rem; }
.st-answer .sp-table :is(th, td) { font-variant-numeric: tabular-nums; }
.st-answer .sp-table tbody th { font-weight: 400; max-width: 24rem; }
.st-answer .sp-table th[scope=rowgroup] { font-weight: 600; background: #eef4f9; }
.st-answer details { margin: .4rem 0; border: 1px solid #cbd3db; border-radius: 4px; }
.st-answer summary { padding: .5rem .75rem; min-height: 38px; font-weight: 600; color: #0a4f8a; cursor: pointer; }
.st-answer summary:focus-visible { outline: 3px solid #d97706; outline-offset: 1px; }
.st-answer details > :is(.sp-scroll, p) { margin: 0 .75rem .75rem; }
.st-offices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 2rem; }
.st-offices h4 { margin-top: .75rem; }
.st-pictures.widget-box { gap: .5rem 2rem; }
.st-picture .prose :is(h4, p) { margin: .75rem 0 .25rem; max-width: 44rem; }
.st-settings select { width: 100%; max-width: 26rem; }
.st-picks.widget-box { gap: .5rem 1rem; }
.st-picks > .widget-box, .st-picks > * { width: auto; flex: 0 1 auto; max-width: 100%; }
.st-answer nav { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.25rem; }
.st-answer.sp-part nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0; padding: 0; list-style: none; max-width: none; }
.st-answer nav a { display: inline-block; min-height: 24px; }
@media (max-width: 30rem) { .st-answer dl { display: block; } .st-answer dd { margin-bottom: .6rem; } }
@media print {
  .st-screen, .tag-title > h1 + p, body > footer { display: none !important; }
  .st-answer.sp-part { font-size: 9.5pt; line-height: 1.35; }
  .st-answer.sp-part :is(p, ul, dl) { max-width: none; margin: 1.2mm 0; }
  .st-answer.sp-part .sp-note { font-size: 8.5pt; }
  .st-answer.sp-part :is(h3, h4, h5) { margin: 3mm 0 1mm; font-size: 11pt; }
  .st-answer.sp-part h3 { font-size: 13pt; }
  .st-verdict .sp-message { max-width: none; font-size: 9.5pt; line-height: 1.35; }
  .st-answer .sp-scroll { overflow: visible; }
  .st-answer .sp-table { width: 100%; font-size: 8pt; line-height: 1.25; }
  .st-answer .sp-table :is(th, td) { padding: .5mm 1.2mm; white-space: normal; }
  .st-answer thead { display: table-header-group; }
  .panel, .studio-panel-compare .widget-html { break-inside: auto !important; }
  .st-answer :is(tr, dt), .st-picture { break-inside: avoid; }
  .st-answer :is(p, li, dd) { orphans: 3; widows: 3; }
  .st-answer :is(h3, h4, h5, caption), .prose[id^="st-"] { break-after: avoid; }
  .st-answer .sp-scroll + .sp-note { break-before: avoid; }
  .st-answer tbody:nth-of-type(1) > tr:first-child, .st-answer tbody > tr:nth-child(2) { break-before: avoid; }
  .prose[id^="st-"] :is(h3, p) { margin: 2mm 0 1mm; font-size: 9.5pt; line-height: 1.35; max-width: none; }
  .prose[id^="st-"] h3 { font-size: 13pt; }
  .tag-title h1 { margin: 0; font-size: 18pt; }
  .studio .sp-message { padding-block: 1.5mm; font-size: 9.5pt; }
  .st-pictures.widget-box { display: grid !important; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 6mm; }
  .st-picture .sp-picture svg { width: 100%; height: auto; max-height: 70mm; }
  .st-picture .sp-chart { margin: 1mm 0; font-size: 8.5pt; }
  .st-picture .prose :is(h4, p) { margin: 1.5mm 0 .5mm; font-size: 9pt; line-height: 1.3; }
}
.st-answer[id], .prose[id^="st-"] { scroll-margin-top: 5rem; }
:not(.st-knob).st-wide input { width: min(44rem, calc(100vw - 2rem)); max-width: 100%; }
`;function Ut(t,n,e){for(let[s,o]of Object.entries(n))s.startsWith("on")?t.addEventListener(s.slice(2),o):o===!0?t.setAttribute(s,""):o!==!1&&o!=null&&t.setAttribute(s,o);return t.append(...e.filter(s=>s!=null)),t}var r=(t,n={},...e)=>Ut(document.createElement(t),n,e);var tt=new Map;function dt(t,n,e){let s=`${t} ${e}`;return tt.has(s)||tt.set(s,new Intl.NumberFormat(t,{minimumFractionDigits:e,maximumFractionDigits:e})),tt.get(s).format(n)}var Vt=Math.random().toString(36).slice(2,8),Wt=0,_=t=>`st-${t}-${Vt}-${++Wt}`;function A(t,n,e){let s=n.map(l=>`change:${l}`).join(" "),o=!1,a=!1,i=()=>{o||(o=!0,queueMicrotask(()=>(o=!1,a||e())))};return t.on(s,i),e(),()=>(a=!0,t.off(s,i))}function K(t,n){let e=new Map;return s=>{let o=new Set(s.map(a=>a.key));for(let[a,{node:i}]of e)o.has(a)||(i.remove(),e.delete(a));s.forEach((a,i)=>{e.has(a.key)||e.set(a.key,n(a.key));let{node:l,update:p}=e.get(a.key);p(a,i),t.children[i]!==l&&t.insertBefore(l,t.children[i]??null)})}}var S=(t,n)=>t.replace(/\{(\w+)\}/g,(e,s)=>n[s]??e),$=(t,n,...e)=>r("button",{type:"button",class:`st-button st-${t}`,...n},...e),R=(t,n)=>t.setAttribute("aria-disabled",String(!!n)),j=t=>t.getAttribute("aria-disabled")==="true";function q(t,n){t.textContent!==n&&(t.textContent=n)}function ct({model:t,el:n}){let e=r("div",{class:"st-row st-buttons"}),s=K(e,o=>{let i=$("main",{onclick:()=>j(i)||(o==="print"?window.print():t.send({key:o}))});return{node:i,update:({label:p,quiet:f,disabled:c})=>{i.textContent=p,i.classList.toggle("st-quiet",!!f),i.classList.toggle("st-main",!f),R(i,c)}}});return n.append(e),A(t,["items"],()=>s(t.get("items")))}var pt=(t,n)=>n?r("p",{class:t},n):null,Gt=([t,n])=>r("div",{},r("dt",{},t),r("dd",{},n));function Yt(t,n){let e=t.facts??[];return[n,pt("st-card-text",t.text),e.length?r("dl",{class:"st-facts"},...e.map(Gt)):null,pt("st-soft",t.note)]}function ut({model:t,el:n}){let e=_("cards"),s=r("p",{id:e,class:"st-hidden"}),o=r("ul",{class:"st-cards","aria-labelledby":e}),a=K(o,i=>{let l=r("h3",{id:_("card")}),p=r("p",{class:"st-badges"}),f=r("div",{class:"st-card-body"}),c=$("quiet",{"aria-describedby":l.id,onclick:()=>t.send({key:i})}),g=r("li",{class:"st-card"},f,c);return{node:g,update:k=>{let L=i===t.get("value");l.textContent=k.title,p.replaceChildren(...[L&&r("span",{class:"st-badge st-chosen"},t.get("texts").chosen),k.badge&&r("span",{class:"st-badge"},k.badge)].filter(Boolean)),p.hidden=!p.childElementCount,f.replaceChildren(p,...Yt(k,l).filter(Boolean)),c.textContent=t.get("button"),c.setAttribute("aria-pressed",String(L)),g.classList.toggle("st-is-chosen",L)}}});return n.append(s,o),A(t,["items","value","label","button"],()=>{s.textContent=t.get("label"),a(t.get("items"))})}var ft=`.studio-change.widget-box { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem 1.75rem; align-items: start; }
.studio-first-answer { padding: .75rem .9rem; background: #fff; border: 1px solid #cbd3db; border-top: 4px solid #0b3d63; border-radius: 5px; }
.studio-first-answer.widget-box { overflow: visible; }
.studio-first-answer > * { flex: none; }
.studio-first-answer .sp-message { margin: .35rem 0; }
.studio-first-answer :is(ul, ol) { margin: .35rem 0 0; padding-left: 1.2rem; }
.studio-first-answer li { margin: .15rem 0; overflow-wrap: anywhere; }
.studio-first-answer .sp-table { font-size: .875rem; }
.studio-first-answer .sp-table :is(th, td) { padding: .35rem .4rem; white-space: normal; overflow-wrap: normal; }
.studio-first-answer .sp-table tr > :first-child { padding-left: 0; }
.studio-note { margin: .4rem 0 0; font-size: .875rem; color: #465564; }
.studio-about .sp-scroll { margin: .5rem 0 1rem; }
.studio-about h3 { margin: 1rem 0 .25rem; }
.studio-fold { margin: .4rem 0; border: 1px solid #cbd3db; border-radius: 4px; }
.studio-fold > summary { padding: .5rem .75rem; min-height: 38px; font-weight: 600; color: #0a4f8a; cursor: pointer; }
.studio-fold > summary:focus-visible { outline: 3px solid #d97706; outline-offset: 1px; }
.studio-fold > .sp-scroll { margin: 0 .75rem .75rem; }
.st-is-peek { display: none; }
@media (max-width: 69.99rem) {
  .st-is-peek { display: block; }
  .studio-change.widget-box { padding-bottom: 5rem; }
  .studio-first-answer.widget-box { scroll-margin-top: 5rem; }
  .st-peek { position: fixed; z-index: 12; left: 0; right: 0; bottom: 0; padding: .4rem 1rem; font-size: .8125rem; text-align: left; color: #fff; background: var(--st-brand); border-radius: 0; display: flex; justify-content: space-between; gap: .75rem; }
  .st-peek > :first-child { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 5; overflow: hidden; }
  .studio-first-answer.studio-folded > .studio-more { display: none !important; }
}
@media (min-width: 70rem) {
  .studio-change.widget-box { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .studio-change > :not(.studio-first-answer) { grid-column: 1; grid-row: 1; }
  .studio-change > .studio-first-answer.widget-box { grid-column: 2; grid-row: 1; position: sticky; top: 4.5rem; max-height: calc(100vh - 5rem); overflow: hidden auto; }
  .studio-first-answer > .studio-fold-button { display: none !important; }
}
@media print {
  .st-is-peek { display: none; }
  .studio-change > .studio-first-answer.widget-box { position: static; max-height: none; overflow: visible; }
}
.studio-titled > .st-label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.st-part .st-title { margin: 1rem 0 .25rem; font-size: 1.375rem; line-height: 1.3; color: var(--st-brand); scroll-margin-top: 6rem; }
.st-part .st-title:focus { outline: none; }
.st-part .st-task { max-width: 44rem; font-size: 1.0625rem; line-height: 1.6; }
`;var Xt=6e4;function Zt({name:t,mime:n},e){let s=URL.createObjectURL(new Blob([e],{type:n})),o=r("a",{href:s,download:t});document.body.append(o),o.click(),o.remove(),setTimeout(()=>URL.revokeObjectURL(s),Xt)}function mt({model:t,el:n}){let e=$("main",{onclick:()=>j(e)||t.send({event:"ask"})}),s=(a,i)=>a?.event==="file"&&i?.length&&Zt(a,i[0]);t.on("msg:custom",s),n.append(r("div",{class:"st-row st-buttons"},e));let o=A(t,["label","quiet","disabled"],()=>{e.textContent=t.get("label"),e.classList.toggle("st-quiet",t.get("quiet")),e.classList.toggle("st-main",!t.get("quiet")),R(e,t.get("disabled"))});return()=>(o(),t.off("msg:custom",s))}var Qt=()=>!document.activeElement||document.activeElement===document.body;function gt({model:t,el:n}){let e=r("h2",{class:"st-title",tabindex:"-1"}),s=r("p",{class:"st-task"}),o=t.get("arrivals"),a=()=>{e.focus({preventScroll:!0}),e.scrollIntoView({block:"start"})};return n.append(e,s),o&&requestAnimationFrame(()=>Qt()&&a()),A(t,["title","task","arrivals"],()=>{q(e,t.get("title")),q(s,t.get("task")),s.hidden=!t.get("task"),t.get("arrivals")!==o&&(o=t.get("arrivals"),requestAnimationFrame(a))})}var te=t=>t.toLowerCase().split(/\s+/).filter(Boolean);function ht(t,{search:n,onlyChanged:e,onlyAssumed:s},o,a=!1){let i=te(n);if(!i.length&&!e&&!s)return null;let l=t.flatMap(p=>p.knobs.filter(f=>{let c=`${p.words} ${f.label.toLowerCase()} ${f.also??""}`;return i.every(g=>c.includes(g))&&(!e||o(f.key))&&(!s||f.assumed&&!(a&&o(f.key)))}).map(f=>f.key));return new Set(l)}function bt(t,n){let e=_("search"),s=r("input",{id:e,type:"search",autocomplete:"off",placeholder:t.hint,oninput:n}),o=f=>{let c=r("input",{type:"checkbox",onchange:n});return{box:c,node:r("label",{class:"st-tick"},c,f)}},[a,i]=[o(t.only_changed),o(t.only_assumed)],l=r("p",{class:"st-soft",role:"status"});return{node:r("div",{class:"st-filter",role:"search","aria-label":t.search},r("div",{class:"st-find"},r("label",{for:e},t.search),s),r("div",{class:"st-row"},a.node,i.node),l),value:()=>({search:s.value,onlyChanged:a.box.checked,onlyAssumed:i.box.checked}),say:f=>q(l,f===null?"":f?S(t.found,{n:f}):t.none)}}var wt={ArrowUp:1,ArrowDown:-1},ee={id:/^-?\d{1,3}(\.\d{3})+$/,en:/^-?\d{1,3}(,\d{3})+$/};function se(t,n){let e=t.trim();return/^-?\d+$/.test(e)?Number(e):ee[n]?.test(e)?Number(e.replace(/[.,]/g,"")):null}function vt(t,n){let e=r("input",{type:"text",autocomplete:"off",spellcheck:"false",maxlength:4e3,...t});return e.addEventListener("input",()=>n(e.value)),{node:e,set:s=>e.value===s||(e.value=s),words:s=>s}}function re(t,n,{control:e,lang:s}){let o=vt({...t,inputmode:"decimal",size:9,class:"st-short"},n);return o.node.addEventListener("keydown",a=>{let i=se(o.node.value,s);!e.is_whole||!(a.key in wt)||i===null||(a.preventDefault(),o.node.value=dt(s,i+wt[a.key],0),n(o.node.value))}),o}function ne(t,n,{control:e}){let s=r("select",t,...e.options.map(([a,i])=>r("option",{value:a},i)));return s.addEventListener("change",()=>n(s.value)),{node:s,set:a=>{!e.options.some(([i])=>i===a)&&![...s.options].some(i=>i.value===a)&&s.append(r("option",{value:a},a)),s.value=a},words:a=>e.options.find(([i])=>i===a)?.[1]??a}}function oe(t,n,{texts:e}){let s=r("input",{type:"checkbox",...t}),o=r("span",{"aria-hidden":"true"}),a=l=>({1:e.yes,0:e.no})[l]??l,i=l=>{s.checked=l==="1",s.indeterminate=l!=="1"&&l!=="0",o.textContent=a(l)};return s.addEventListener("change",()=>(i(s.checked?"1":"0"),n(s.checked?"1":"0"))),{node:r("span",{class:"st-switch"},s,o),field:s,set:i,words:a}}var ae=(t,n)=>vt({...t,size:24,class:"st-times"},n);function xt(t,n,e,s){let o=({choice:ne,switch:oe,times:ae}[t]??re)(n,e,s);return{field:o.node,...o}}var st=(t,n,e)=>{let s=t.split(";").map(o=>o.split(","));return Array.from({length:n},(o,a)=>Array.from({length:e},(i,l)=>(s[a]?.[l]??"").trim()))},rt=t=>t.map(n=>n.map(e=>e.replace(/[;,]/g,".")).join(",")).join(";"),et=t=>t==="0"||t==="";function yt(...t){let n=t[0].map((s,o)=>t.every(a=>a[o].every(et))),e=n.indexOf(!1);return e<0?[0,0]:[e,n.length-1-n.lastIndexOf(!1)]}function nt([t,n],[e,s]){let o=(a,i)=>Array.from({length:Math.abs(a-i)+1},(l,p)=>Math.min(a,i)+p);return o(t,e).flatMap(a=>o(n,s).map(i=>[a,i]))}var kt=(t,n)=>/^\d+$/.test(t)?String(Math.max(0,Number(t)+n)):t,Et=(t,n)=>!et(t)||!et(n);var ie=150,Lt={ArrowUp:[-1,0],ArrowDown:[1,0],ArrowLeft:[0,-1],ArrowRight:[0,1],Enter:[1,0]};function $t(t,n,{knob:e,texts:s}){let{rows:o,days:a}=e.control,i=st(e.now,o.length,a.length),l=i.map(d=>[...d]),p=[0,0],f=p,c=!1,g=!1,y=o.map((d,h)=>a.map(([,C],M)=>r("input",{type:"text",inputmode:"numeric",autocomplete:"off",maxlength:12,size:2,tabindex:-1,"data-at":`${h},${M}`,"data-name":S(s.cell,{day:C,time:d})}))),k=o.map((d,h)=>r("tr",{},r("th",{scope:"row"},d),...y[h].map(C=>r("td",{},C)))),L=r("tr",{},r("th",{scope:"col"},s.time),...a.map(([d,h])=>r("th",{scope:"col","aria-label":h},d))),v=r("table",{},r("thead",{},L),r("tbody",{},...k)),I=$("quiet",{onclick:()=>G(-1)}),x=$("quiet",{onclick:()=>G(1)}),u=$("quiet",{onclick:()=>Y()}),m=$("plain",{onclick:()=>(g=!g,V())}),w=r("span",{class:"st-soft"}),z=r("span",{class:"st-hidden",role:"status"}),O=r("p",{id:_("hint"),class:"st-soft"},s.roster_hint),b=r("div",{class:"st-roster",role:"group","aria-labelledby":`${t}-label`,"aria-describedby":`${t}-allowed ${t}-fault ${O.id}`},r("div",{class:"st-grid"},v),r("div",{class:"st-row"},I,x,u),r("div",{class:"st-row"},m,w),O,z),E=()=>nt(p,f),D=(d,h)=>E().some(([C,M])=>C===d&&M===h);function H(d,h){let[C,M,N]=[y[d][h],l[d][h],i[d][h]],B=M!==N;C.value!==M&&(C.value=M),C.tabIndex=d===p[0]&&h===p[1]?0:-1,C.setAttribute("aria-label",B?`${C.dataset.name}, ${s.differs}, ${S(s.was,{now:N})}`:C.dataset.name),C.parentElement.className=`${B?"st-differs":""}${M!==""&&!/^\d+$/.test(M)?" st-wrong":""}${D(d,h)&&E().length>1?" st-picked":""}`}function V(){let[d,h]=yt(l,i),C=M=>!g&&(M<d||M>=o.length-h);k.forEach((M,N)=>M.hidden=C(N)),C(p[0])&&(p=f=[d,p[1]]),m.hidden=d+h===0,m.textContent=g?s.fold:S(s.unfold,{n:d+h})}function T(){let d=E().length;l.forEach((C,M)=>C.forEach((N,B)=>H(M,B))),I.textContent=d>1?S(s.minus_selected,{n:d}):s.minus,x.textContent=d>1?S(s.plus_selected,{n:d}):s.plus,u.textContent=S(s.copy,{day:a[p[1]][1]}),q(z,d>1?S(s.selected,{n:d}):"");let h=l.flatMap((C,M)=>C.filter((N,B)=>N!==i[M][B])).length;w.textContent=h?S(s.cells,{n:h}):s.same}let F=()=>(T(),n(rt(l),ie)),P=(d,h)=>{for(let[C,M]of d)l[C][M]=h(l[C][M]);F()},Z=()=>nt([0,0],[o.length-1,a.length-1]).filter(([d,h])=>Et(l[d][h],i[d][h])),G=d=>P(E().length>1?E():Z(),h=>kt(h,d)),Y=()=>{for(let d of l)d.fill(d[p[1]]);F()},it=(d,h)=>{p=d,h||(f=d),T()},J=(d,h)=>{it(d,h),y[d[0]][d[1]].focus(),y[d[0]][d[1]].select()},Q=d=>d instanceof Element?d.closest("td")?.firstElementChild?.dataset.at?.split(",").map(Number):null,Ht=(d,h)=>d>=0&&d<o.length&&h>=0&&h<a.length&&!k[d].hidden;function Kt(d,h){let C=k.flatMap((M,N)=>M.hidden?[]:[N]);return d==="Home"?[h?C[0]:p[0],0]:[h?C.at(-1):p[0],a.length-1]}v.addEventListener("keydown",d=>{let h=d.key in Lt&&!d.ctrlKey&&!d.metaKey&&!d.altKey,C=d.key==="Home"||d.key==="End";if(d.key==="Delete"&&E().length>1&&(d.preventDefault(),P(E(),()=>"0")),d.key==="Escape"&&E().length>1&&(d.preventDefault(),J(p,!1)),!h&&!C)return;d.preventDefault();let[M,N]=Lt[d.key]??[0,0],B=C?Kt(d.key,d.ctrlKey):[p[0]+M,p[1]+N];Ht(...B)&&J(B,d.shiftKey&&d.key!=="Enter")}),v.addEventListener("input",d=>{let h=d.target.value.replace(/[;,]/g,"");P(E(),()=>h)}),v.addEventListener("focusin",d=>{let h=Q(d.target);h&&!c&&!D(...h)&&it(h,!1),d.target.select?.()}),v.addEventListener("pointerdown",d=>c=d.pointerType==="mouse"&&d.button===0),v.addEventListener("mousedown",d=>{let h=d.button===0?Q(d.target):null;h&&(d.preventDefault(),J(h,d.shiftKey))}),v.addEventListener("pointermove",d=>{let h=c&&d.buttons===1?Q(d.target):null;h&&(h[0]!==p[0]||h[1]!==p[1])&&J(h,!0)}),v.addEventListener("pointerup",()=>c=!1),v.addEventListener("pointerleave",()=>c=!1);let Ft=d=>{d!==rt(l)&&(l=st(d,o.length,a.length),V(),T())};return u.hidden=a.length<2,V(),T(),{node:b,field:b,set:Ft,words:()=>s.same,focus:()=>y[p[0]][p[1]].focus(),isWide:!0}}function le(t,n,e){if(!t.help)return[null,null];if(t.ready)return[null,r("p",{id:`${n}-help`,class:"st-allowed"},t.help)];let s=r("p",{id:`${n}-help`,class:"st-help",hidden:!0},t.help),o=$("ask",{"aria-expanded":"false","aria-controls":s.id,"aria-label":S(e.help_of,{label:t.label})},"?");return o.addEventListener("click",()=>{s.hidden=!s.hidden,o.setAttribute("aria-expanded",String(!s.hidden))}),[o,s]}function de(t,n,e){if(!t.assumed&&!t.source)return[null,()=>{}];let s=t.assumed?r("span",{class:"st-badge st-assumed"},e.assumed):null,o=t.source&&!t.assumed?S(e.source,{source:t.source}):t.source,a=[s,o].filter(Boolean),i=r("span",{class:"st-badge st-own"},e.own),l=r("p",{id:`${n}-source`,class:"st-source"},...a);return[l,p=>i.parentNode===l===p||l.replaceChildren(...p?[i]:a)]}function zt(t,{lang:n,texts:e,type:s,reset:o}){let a=_("knob"),i=t.kind==="roster",l=t.kind==="times"&&t.now.length>24,[p,f]=le(t,a,e),[c,g]=de(t,a,e),y=r("span",{id:`${a}-unit`,class:"st-soft"},t.unit),k=t.allowed?r("p",{id:`${a}-allowed`,class:"st-allowed"},t.allowed):null,L=r("p",{id:`${a}-fault`,class:"st-fault","aria-live":"polite"}),v=r("p",{id:`${a}-note`,class:"st-note","aria-live":"polite"}),I=[t.unit&&y.id,k?.id,L.id,v.id,c?.id,t.ready&&f?.id].filter(Boolean).join(" "),x=i?$t(a,s,{knob:t,texts:e}):xt(t.kind,{id:a,"aria-describedby":I,placeholder:t.empty||null},s,{control:t.control??{},lang:n,texts:e}),u=i?r("p",{id:`${a}-label`},r("span",{class:"st-label"},t.label),t.unit?` (${t.unit})`:""):r("label",{id:`${a}-label`,for:a},t.label),m=x.focus??(()=>x.field.focus()),w=r("span",{class:"st-now"}),z=$("plain",{"aria-label":S(e.reset_of,{label:t.label}),onclick:()=>(m(),o())},e.reset),O=r("span",{class:"st-badge st-changed"}),b=r("p",{class:"st-change",hidden:!0},O,w,z),E=r("div",{class:"st-row"},x.node,i?null:y),D=r("div",{class:`st-knob${i||l?" st-wide":""}`,"data-key":t.key},r("div",{class:"st-knob-about"},r("div",{class:"st-knob-label"},u,p),f,c),r("div",{class:"st-knob-field"},E,k,b,L,i?null:v));i&&x.node.prepend(v);let H=t.kind==="number"&&t.now&&t.unit?` ${t.unit}`:"";return w.textContent=i?"":S(e.now,{now:`${x.words(t.now)||t.empty||""}${H}`}),{node:D,update:(T,F,P,{isSame:Z=!1,note:G=""}={})=>{x.set(T);let Y=T!==t.now&&!Z;g(!!(e.own&&P&&!F)),q(v,G),D.classList.toggle("st-is-changed",P),b.hidden=!P,O.textContent=Y?e.differs:e.same_text,w.hidden=i||!Y,q(L,F),i||x.field.setAttribute("aria-invalid",String(!!F)),D.classList.toggle("st-is-wrong",!!F)},focus:m}}function Ct(t,n){let{texts:e,state:s}=n,o=new Map,a=r("h3",{class:"st-group-title"},t.title),i=r("span",{class:"st-soft"}),l=r("span",{class:"st-badge st-changed"}),p=r("span",{class:"st-badge st-is-fault"}),f=r("div",{class:"st-group-body"}),c=r("details",{class:"st-group","data-group":t.name},r("summary",{},a,i,l,p),f),g=t.parts.map(u=>({...u,words:`${t.title} ${u.title}`.toLowerCase()})),y=g.flatMap(u=>u.knobs),k=null,L=u=>!k||k.has(u),v=u=>o.get(u)?.update(s.text(u),s.fault(u),s.isChanged(u),s.about(u));function I(){if(!(f.childElementCount||!c.open)){for(let u of g){let m=u.title?r("h4",{},u.title):null;u.node=r("section",{class:"st-section"},m);for(let w of u.knobs)o.set(w.key,zt(w,{...n,type:(z,O)=>n.type(w.key,z,O),reset:()=>n.reset(w.key)})),u.node.append(o.get(w.key).node),v(w.key);f.append(u.node)}x()}}function x(){for(let u of g){for(let{key:m}of u.knobs)o.has(m)&&(o.get(m).node.hidden=!L(m));u.node&&(u.node.hidden=!u.knobs.some(({key:m})=>L(m))),u.node&&u.knobs[0].ready&&(k?f.prepend(u.node):f.append(u.node))}}return c.addEventListener("toggle",I),{node:c,knobs:y,parts:g,focus(u){c.open=!0,I(),o.get(u)?.focus()},open(u){c.open=u,I()},filter(u){k=u,c.hidden=!!u&&!y.some(({key:m})=>u.has(m)),x()},update(){let u=z=>y.filter(({key:O})=>z(O)).length,[m,w]=[u(s.isChanged),u(z=>!!s.fault(z))];i.textContent=S(e.size,{n:y.length}),l.textContent=S(e.changed,{n:m}),l.hidden=m===0,p.textContent=S(e.wrong,{n:w}),p.hidden=w===0;for(let z of o.keys())v(z)}}}var ot="simptsp-studio:";function at(){try{return globalThis.sessionStorage}catch(t){return console.info("the browser keeps nothing for this page",t),null}}function ce(t){try{let n=JSON.parse(at()?.getItem(ot+t)??"{}");return Object.entries(n).filter(([,e])=>e===null||typeof e=="string")}catch(n){return console.info("what was kept cannot be read",n),[]}}function pe(t,n){if(t)try{n.length?at()?.setItem(ot+t,JSON.stringify(Object.fromEntries(n))):at()?.removeItem(ot+t)}catch(e){console.info("nothing more can be kept",e)}}function X(t){let n=new Map,e=new Map,s=null,o=0,a=!0,i=()=>pe(s,[...n].map(([c,{text:g}])=>[c,g])),l=c=>{clearTimeout(e.get(c)),e.delete(c);let g=n.get(c);g&&(g.n=++o,t({event:g.text===null?"reset":"type",scope:s,key:c,text:g.text??"",n:g.n}))},p=()=>[...e.keys()].forEach(l),f=(c,g,y=0)=>{n.set(c,{text:g,n:1/0}),i(),clearTimeout(e.get(c)),y?e.set(c,setTimeout(l,y,c)):l(c)};return{type:f,flush:p,begin(c){c!==s&&(p(),n.clear(),s=c,a=!0)},hear({heard:c,entries:g},y){o=Math.max(o,c);let k=(v,I)=>(g[v]??null)===I;for(let[v,{text:I,n:x}]of n)(k(v,I)||x<=c)&&n.delete(v);let L=a&&s?ce(s):[];a=!1,i();for(let[v,I]of L)y(v)&&!n.has(v)&&!k(v,I)&&f(v,I)},has:(c,g)=>n.has(c)?n.get(c).text!==null:c in g,text:(c,g,y)=>(n.has(c)?n.get(c).text:g[c])??y}}function St({model:t,el:n}){let e=()=>t.get("texts"),s=X(m=>t.send(m)),o=new Map,a=r("div",{class:"st-groups",role:"group","aria-label":e().label}),i={entries:{},faults:{}},l=[],p=null,f=[],c={text:m=>s.text(m,i.entries,o.get(m)),fault:m=>i.faults[m]??"",about:m=>({isSame:(i.same??[]).includes(m),note:i.notes?.[m]}),isChanged:m=>s.has(m,i.entries)},g=()=>l.forEach(m=>m.update()),y=(m,w,z)=>(s.type(m,w,z),g()),k=m=>(s.type(m,null),g()),L=()=>l.filter(({node:m})=>m.open).map(({node:m})=>m.dataset.group);function v(){let m=ht(l.flatMap(({parts:w})=>w),I.value(),w=>c.isChanged(w),!!e().own);m&&(p??(p=L()));for(let w of l)w.filter(m),m?w.open(w.knobs.some(({key:z})=>m.has(z))):p&&w.open(p.includes(w.node.dataset.group));m||(p=null),I.say(m&&m.size)}let I=bt(e(),v);function x(){let m=a.contains(document.activeElement)?document.activeElement.closest("[data-key]")?.dataset.key:null,w=L();o.clear();let z={lang:t.get("lang"),texts:e(),state:c,type:y,reset:k};l=t.get("groups").map(O=>Ct(O,z));for(let{knobs:O}of l)for(let{key:b,now:E}of O)o.set(b,E);a.replaceChildren(...l.map(({node:O})=>O)),l.forEach(O=>O.open(w.includes(O.node.dataset.group))),v(),m&&l.find(({knobs:O})=>O.some(({key:b})=>b===m))?.focus(m)}n.append(r("div",{class:"st-knobs"},I.node,a)),a.addEventListener("focusout",s.flush),addEventListener("pagehide",s.flush);let u=A(t,["scope","groups","texts","answer"],()=>{let m=t.get("scope");s.begin(m);let[w,z]=[t.get("groups"),e()];(w!==f[0]||z!==f[1])&&(f=[w,z],x()),t.get("answer").scope===m&&(i=t.get("answer"),s.hear(i,O=>o.has(O)),g())});return()=>(s.flush(),removeEventListener("pagehide",s.flush),u())}function It({model:t,el:n}){let e=_("line"),s=X(p=>t.send(p)),o=r("label",{for:e}),a=r("input",{id:e,type:"text",autocomplete:"off",maxlength:t.get("longest"),"aria-describedby":`${e}-unit ${e}-fault`}),i=r("span",{id:`${e}-unit`,class:"st-soft"}),l=r("p",{id:`${e}-fault`,class:"st-fault","aria-live":"polite"});return a.addEventListener("input",()=>s.type("",a.value)),n.append(r("div",{class:"st-line"},o,r("div",{class:"st-row"},a,i),l)),A(t,["answer","fault","label","unit"],()=>{let{text:p,scope:f,heard:c}=t.get("answer"),g={"":p};s.begin(f),s.hear({heard:c,entries:g},()=>!0);let y=s.text("",g,"");a.value!==y&&(a.value=y),o.textContent=t.get("label"),i.textContent=t.get("unit"),i.hidden=!t.get("unit"),q(l,t.get("fault")),a.setAttribute("aria-invalid",String(!!t.get("fault")))})}function Ot({model:t,el:n}){let e=()=>document.querySelector(t.get("target")),s=r("span"),o=$("peek",{onclick:()=>e()?.scrollIntoView({block:"start"})},s,r("span",{"aria-hidden":"true"}," ▴")),a=!1,i=()=>{s.textContent=t.get("text"),o.hidden=a||!t.get("text")},l=new IntersectionObserver(([c])=>(a=c.isIntersecting,i()),{rootMargin:"-160px 0px -80px 0px"}),p=setInterval(()=>e()&&(l.observe(e()),clearInterval(p)),200);n.append(o);let f=A(t,["text"],i);return()=>(clearInterval(p),l.disconnect(),f())}function At({model:t,el:n}){let e=_("pick"),s=r("label",{for:e}),o=r("select",{id:e,onchange:()=>t.send({value:o.value})}),a="";return n.append(r("div",{class:"st-pick"},s,o)),A(t,["options","value","label"],()=>{s.textContent=t.get("label");let i=JSON.stringify(t.get("options"));i!==a&&o.replaceChildren(...t.get("options").map(([l,p])=>r("option",{value:l},p))),a=i,o.value=t.get("value")})}var ue=60,fe=["rename","duplicate","clear","remove","undo","redo"],me={undo:"↶ ",redo:"↷ "},ge=new Set(["rename","remove"]),he=t=>t instanceof Element&&t.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");function be(t,n){let e=s=>{if(!(s.ctrlKey||s.metaKey)||s.altKey||he(s.target)||!t.getClientRects().length)return;let o=s.key.toLowerCase(),a=o==="y"||o==="z"&&s.shiftKey?"redo":o==="z"?"undo":"";a&&(s.preventDefault(),n(a))};return document.addEventListener("keydown",e),()=>document.removeEventListener("keydown",e)}function Mt({model:t,el:n}){let e=t.get("texts"),s=b=>t.get("can").includes(b),o=(b,E="")=>s(b)&&t.send({act:b,key:t.get("value"),text:E}),a=()=>t.get("plans").find(b=>b.key===t.get("value")),i=()=>a()?.name??"",l=r("div",{class:"st-plans",role:"group","aria-label":e.label}),p=K(l,b=>{let E=r("span",{class:"st-plan-name"}),D=r("span",{class:"st-plan-note"}),H=$("plan",{onclick:()=>t.send({key:b})},E,D);return{node:H,update:T=>{E.textContent=T.name,D.textContent=T.note??"",H.setAttribute("aria-pressed",String(b===t.get("value")))}}}),f=$("add",{onclick:()=>j(f)||o("add")},`+ ${e.add}`),c={rename:()=>u(),remove:()=>m()},g=Object.fromEntries(fe.map(b=>[b,$("plain",{onclick:()=>j(g[b])||(c[b]??(()=>o(b)))()},`${me[b]??""}${e[b]}`)])),y=r("div",{class:"st-tools"},...Object.values(g));g.undo.classList.add("st-far");let k=r("div",{class:"st-asked",hidden:!0}),L="";k.addEventListener("keydown",b=>b.key==="Escape"&&v(L));let v=b=>{k.hidden=!0,k.replaceChildren(),y.hidden=!1,b&&(g[b].hidden||j(g[b])?l.querySelector("[aria-pressed=true]"):g[b])?.focus()},I=(b,E,D)=>{y.hidden=!0,k.replaceChildren(E),k.hidden=!1,L=b,D.focus()},x=b=>$("quiet",{onclick:()=>v(b)},e.cancel),u=()=>{let b=_("name"),E=r("input",{id:b,type:"text",maxlength:ue,autocomplete:"off"}),D=H=>{H.preventDefault(),E.value.trim()&&(o("rename",E.value.trim()),v("rename"))};E.value=a()?.proposed||i(),I("rename",r("form",{class:"st-row",onsubmit:D},r("label",{for:b},e.name),E,r("button",{class:"st-button st-main"},e.save),x("rename")),E),E.select()},m=()=>{let b=$("main",{onclick:()=>(o("remove"),v("remove"))},e.yes),E=r("span",{id:_("ask")},S(e.ask_remove,{name:i()}));I("remove",r("div",{class:"st-row",role:"group","aria-labelledby":E.id},E,b,x("remove")),b)};n.append(r("div",{class:"st-planbar"},r("div",{class:"st-row"},l,f),y,k));let w=t.get("value"),z=A(t,["plans","value","can"],()=>{p(t.get("plans")),R(f,!s("add"));for(let[b,E]of Object.entries(g))R(E,!s(b)),E.hidden=ge.has(b)&&!s(b);w!==t.get("value")&&!k.hidden&&v(),w=t.get("value")}),O=be(n,o);return()=>(z(),O())}var _t=.25;function qt({model:t,el:n}){let e=_("progress"),s=r("span",{id:e,class:"st-label"}),o=r("span",{class:"st-soft"}),a=r("progress",{max:1,"aria-labelledby":e}),i=$("quiet",{onclick:()=>t.send({event:"stop"})}),l=r("span",{class:"st-hidden",role:"status"}),p=r("div",{class:"st-progress"},r("div",{class:"st-row"},s,o),r("div",{class:"st-row"},a,i));return n.append(p,l),A(t,["label","share","left","is_shown","stop_label"],()=>{let f=t.get("share");p.hidden=!t.get("is_shown"),s.textContent=t.get("label"),o.textContent=t.get("left"),f===null?a.removeAttribute("value"):a.value=f,i.textContent=t.get("stop_label"),i.hidden=!t.get("stop_label");let c=Math.floor((f??0)/_t)*_t;q(l,p.hidden?"":`${t.get("label")}${c?` ${100*c}%`:""}`)})}var Dt=`.st-part {
  --st-ink: #16202b; --st-soft: #465564; --st-line: #cbd3db; --st-edge: #6b7885; --st-blue: #0a4f8a; --st-brand: #0b3d63; --st-mark: #eef4f9;
  --st-ground: #f3f5f7; --st-paper: #ffffff; --st-red: #a01c1c; --st-red-ground: #fbefef; --st-warn: #7a3d00; --st-warn-ground: #fff4e0; --st-green: #1d6138; --st-green-ground: #e4f2e9;
  box-sizing: border-box; width: 100%; color: var(--st-ink); font: 1rem/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.st-part *, .st-part *::before, .st-part *::after { box-sizing: border-box; }
.st-part [hidden] { display: none !important; }
.st-part :is(p, h2, h3, h4, ol, ul, dl, dd) { margin: 0; padding: 0; }
.st-part :is(ol, ul) { list-style: none; }
.st-part :focus-visible { outline: 3px solid #d97706; outline-offset: 1px; box-shadow: none; }
.st-part label, .st-label { font-weight: 600; }
.st-soft { color: var(--st-soft); font-size: .9375rem; }
.st-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.st-row { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .6rem; }
.st-part :is(input[type=text], input[type=search], select) {
  min-height: 38px; max-width: 100%; padding: .3rem .55rem; font: inherit; color: inherit; background: var(--st-paper); border: 1px solid var(--st-edge); border-radius: 4px;
}
.st-part :is(input, select)[aria-invalid=true] { border: 2px solid var(--st-red); background: var(--st-red-ground); }
.st-part input[type=checkbox] { flex: none; width: 22px; height: 22px; margin: 0; accent-color: var(--st-blue); }
.st-button {
  min-height: 38px; padding: .35rem .9rem; font: inherit; font-weight: 600; line-height: 1.25; color: var(--st-blue); background: none; border: 1px solid transparent; border-radius: 4px; cursor: pointer;
}
.st-main { color: #fff; background: var(--st-blue); border-color: var(--st-blue); }
.st-main:hover { background: var(--st-brand); }
.st-quiet { background: var(--st-paper); border-color: var(--st-blue); }
.st-plain { padding: .35rem .6rem; }
:is(.st-quiet, .st-plain, .st-step):hover { background: var(--st-mark); }
.st-button[aria-disabled=true] { color: #5b6772; background: #e8ecf0; border-color: #e8ecf0; cursor: not-allowed; }
.st-plain[aria-disabled=true], .st-step[aria-disabled=true] { background: none; border-color: transparent; }
.st-badge { display: inline-block; padding: .05rem .5rem; font-size: .8125rem; font-weight: 600; line-height: 1.4; color: var(--st-soft); background: #e8ecf0; border-radius: 3px; white-space: nowrap; }
.st-fault:not(:empty) { margin-top: .3rem !important; color: var(--st-red); font-weight: 600; font-size: .9375rem; }
.st-fault:not(:empty)::before { content: "▲ "; }
@media (pointer: coarse) { .st-button, .st-part :is(input[type=text], input[type=search], select) { min-height: 44px; } }

.st-tabs { margin-bottom: 1rem; border-bottom: 2px solid var(--st-line); }
.st-steps { display: flex; gap: .15rem; overflow-x: auto; scrollbar-width: thin; padding-top: 3px !important; }
.st-step { display: flex; align-items: center; gap: .5rem; min-height: 46px; padding: .4rem .85rem; color: var(--st-soft); border: 0; border-bottom: 4px solid transparent; border-radius: 4px 4px 0 0; white-space: nowrap; }
.st-steps :focus-visible { outline-offset: -3px; }
.st-number { display: inline-flex; align-items: center; justify-content: center; width: 1.6rem; height: 1.6rem; font-size: .875rem; font-variant-numeric: tabular-nums; border: 2px solid currentColor; border-radius: 50%; }
.st-step[aria-disabled=true] { font-weight: 400; }
.st-step[aria-disabled=true] .st-number { border-style: dashed; border-width: 1px; }
.st-step[aria-current] { color: var(--st-brand); border-bottom-color: var(--st-brand); background: var(--st-mark); }
.st-step[aria-current] .st-number { color: #fff; background: var(--st-brand); border-color: var(--st-brand); }

.st-cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16.5rem), 1fr)); gap: .9rem; margin: .5rem 0 1rem !important; }
.st-card { display: flex; flex-direction: column; justify-content: space-between; gap: .75rem; padding: .9rem 1rem 1rem; background: var(--st-paper); border: 1px solid var(--st-line); border-top: 4px solid var(--st-line); border-radius: 5px; }
.st-card.st-is-chosen { border-color: var(--st-blue); background: var(--st-mark); box-shadow: inset 0 0 0 1px var(--st-blue); }
.st-card-body { display: grid; gap: .5rem; align-content: start; }
.st-card h3 { font-size: 1.0625rem; line-height: 1.3; color: var(--st-brand); }
.st-badges { display: flex; flex-wrap: wrap; gap: .35rem; }
.st-chosen { color: var(--st-green); background: var(--st-green-ground); }
.st-chosen::before { content: "✓ "; }
.st-facts { display: grid; gap: .1rem; font-size: .9375rem; }
.st-facts div { display: flex; justify-content: space-between; gap: 1rem; padding: .2rem 0; border-top: 1px solid var(--st-line); }
.st-facts dt { color: var(--st-soft); }
.st-facts dd { text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; }
.st-card .st-button { align-self: flex-start; }

.st-planbar { margin-bottom: .75rem; padding: .6rem .7rem; background: var(--st-ground); border: 1px solid var(--st-line); border-radius: 5px; }
.st-plans { display: flex; flex-wrap: wrap; gap: .4rem; min-width: 0; }
.st-plan { display: grid; max-width: 100%; padding: .35rem .8rem; text-align: left; color: var(--st-ink); background: var(--st-paper); border-color: var(--st-edge); }
.st-plan:hover { border-color: var(--st-blue); box-shadow: 0 0 0 1px var(--st-blue); }
.st-plan-name { overflow-wrap: anywhere; }
.st-plan-note { font-size: .8125rem; font-weight: 400; color: var(--st-soft); }
.st-plan[aria-pressed=true] { color: #fff; background: var(--st-brand); border-color: var(--st-brand); }
.st-plan[aria-pressed=true] .st-plan-note { color: #d8e6f2; }
.st-plan[aria-pressed=true] .st-plan-name::before { content: "✎ "; }
.st-add { background: none; border: 1px dashed var(--st-blue); }
.st-add:hover { background: var(--st-paper); }
.st-tools { display: flex; flex-wrap: wrap; gap: 0 .1rem; margin: .45rem -.6rem 0; }
.st-far { margin-left: auto; }
.st-asked { margin-top: .45rem; padding: .3rem 0 0; border-top: 1px solid var(--st-line); }
.st-asked input { width: 30rem; }

.st-filter { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; padding: .25rem 0 .75rem; }
.st-find { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .6rem; flex: 1 1 24rem; min-width: 0; }
.st-find input { flex: 1 1 12rem; min-width: 0; }
.st-part .st-tick { display: flex; align-items: center; gap: .5rem; min-height: 38px; font-weight: 400; cursor: pointer; }
.st-filter [role=status]:not(:empty) { flex-basis: 100%; }
.st-group { margin-bottom: .5rem; background: var(--st-paper); border: 1px solid var(--st-line); border-radius: 5px; }
.st-group > summary { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem .75rem; min-height: 46px; padding: .5rem .9rem; cursor: pointer; background: var(--st-ground); border-radius: 4px; list-style: none; }
.st-group > summary::-webkit-details-marker { display: none; }
.st-group > summary::before { content: ""; flex: none; width: .5rem; height: .5rem; border: solid var(--st-brand); border-width: 0 2px 2px 0; transform: rotate(-45deg); }
.st-group[open] > summary::before { transform: rotate(45deg); }
.st-group > summary:hover { background: var(--st-mark); }
.st-group-title { font-size: 1.0625rem; line-height: 1.3; font-weight: 700; color: var(--st-brand); }
.st-group-body { padding: 0 .9rem; }
.st-section h4 { margin: .9rem 0 .2rem !important; font-size: 1rem; line-height: 1.3; color: var(--st-brand); }
.st-knob { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15.5rem), 1fr)); gap: .25rem 1.25rem; padding: .6rem .2rem .6rem .7rem; border-top: 1px solid #e2e7ec; border-left: 4px solid transparent; }
.st-section h4 + .st-knob { border-top-color: var(--st-line); }
.st-filter .st-row { gap: 0 1.25rem; }
.st-knob.st-wide { grid-template-columns: minmax(0, 1fr); }
.st-knob.st-is-changed { border-left-color: var(--st-blue); background: #f6fafd; }
.st-knob.st-is-wrong { border-left-color: var(--st-red); }
.st-knob-about, .st-knob-field { min-width: 0; }
.st-knob-label { display: flex; align-items: center; gap: .4rem; }
.st-ask { flex: none; min-height: 26px; width: 26px; padding: 0; font-size: .875rem; border: 1px solid var(--st-edge); border-radius: 50%; }
.st-ask[aria-expanded=true] { color: #fff; background: var(--st-blue); border-color: var(--st-blue); }
@media (pointer: coarse) { .st-ask { min-height: 32px; width: 32px; } }
.st-part .st-help { margin: .3rem 0; padding: .45rem .7rem; max-width: 62ch; font-size: .9375rem; background: var(--st-mark); border-left: 3px solid var(--st-blue); }
.st-source { max-width: 62ch; font-size: .8125rem; line-height: 1.4; color: var(--st-soft); overflow-wrap: anywhere; }
.st-source .st-badge { margin-right: .45rem; }
.st-assumed { color: var(--st-warn); background: var(--st-warn-ground); border: 1px solid #b35c00; font-size: .75rem; }
.st-assumed::before { content: "≈ "; }
.st-own { color: var(--st-green); background: var(--st-green-ground); border: 1px solid var(--st-green); }
.st-own::before { content: "✓ "; }
.st-note:not(:empty) { margin-top: .3rem !important; padding: .3rem .6rem !important; font-size: .9375rem; background: var(--st-mark); border-left: 3px solid var(--st-blue); }
.st-changed { color: var(--st-brand); background: #d9e8f4; }
.st-changed::before { content: "● "; font-size: .7em; vertical-align: .1em; }
.st-is-fault { color: var(--st-red); background: var(--st-red-ground); border: 1px solid var(--st-red); }
.st-is-fault::before { content: "▲ "; }
.st-times { flex: 1 1 12rem; min-width: 0; }
.st-part ::placeholder { color: #5b6772; opacity: 1; }
.st-short { width: 8rem; font-variant-numeric: tabular-nums; }
.st-switch { display: inline-flex; align-items: center; gap: .5rem; min-height: 38px; }
.st-allowed { margin-top: .2rem !important; font-size: .8125rem; line-height: 1.4; color: var(--st-soft); overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.st-change { display: flex; flex-wrap: wrap; align-items: center; gap: .1rem .5rem; margin-top: .2rem !important; }
.st-now { font-size: .9375rem; color: var(--st-soft); font-variant-numeric: tabular-nums; }
.st-change .st-button { min-height: 30px; padding: .15rem .5rem; text-decoration: underline; }

.st-roster { display: grid; grid-template-columns: minmax(0, 1fr); gap: .5rem; width: 100%; margin-top: .3rem; }
.st-grid { max-width: 100%; overflow-x: auto; }
.st-roster table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
.st-roster th { padding: .15rem .6rem; font-size: .875rem; font-weight: 600; color: var(--st-soft); text-align: center; }
.st-roster tbody th { position: sticky; left: 0; z-index: 1; padding-left: 0; text-align: left; white-space: nowrap; background: var(--st-paper); }
.st-is-changed .st-roster tbody th { background: #f6fafd; }
.st-roster td { position: relative; padding: 1px; }
.st-part .st-roster td input { display: block; width: 3.6rem; min-height: 32px; padding: .1rem .3rem; text-align: center; border-color: var(--st-line); border-radius: 3px; }
.st-part .st-roster td input:focus { outline: 3px solid #d97706; outline-offset: -2px; }
.st-differs input { font-weight: 700; color: var(--st-brand); }
.st-differs::after { content: ""; position: absolute; right: 6px; top: 6px; width: 6px; height: 6px; background: var(--st-blue); border-radius: 50%; pointer-events: none; }
.st-part .st-roster .st-picked input { background: #d9e8f4; border-color: var(--st-blue); }
.st-part .st-roster .st-wrong input { border: 2px solid var(--st-red); background: var(--st-red-ground); }

.st-pick, .st-line { display: grid; grid-template-columns: minmax(0, 1fr); min-width: 0; gap: .25rem; justify-items: start; margin: .5rem 0; max-width: 44rem; }
.st-part:has(> .st-pick), .st-part:has(> .st-line) { min-width: 0; max-width: 100%; }
.st-pick select { max-width: 100%; }
.st-line input { width: 22rem; }
.st-buttons { margin: .5rem 0; }
.st-roster .st-plain { margin-left: -.6rem; }
.st-progress { margin: .75rem 0; padding: .7rem .9rem; max-width: 44rem; background: var(--st-ground); border-left: 4px solid var(--st-blue); }
.st-progress progress { flex: 1 1 12rem; height: 1rem; accent-color: var(--st-blue); }
.st-zone { display: grid; gap: .35rem; margin: .5rem 0; padding: .9rem 1rem; max-width: 44rem; background: var(--st-ground); border: 2px dashed var(--st-edge); border-radius: 5px; }
.st-zone.st-over { background: var(--st-mark); border-color: var(--st-blue); border-style: solid; }
.st-zone { position: relative; }
.st-zone label.st-button { display: inline-flex; align-items: center; }
.st-zone input:focus-visible + label { outline: 3px solid #d97706; outline-offset: 1px; }
.st-said:empty { display: none; }
.st-said { overflow-wrap: anywhere; }
.st-said-error { font-weight: 600; color: var(--st-red); }
.st-said-error::before { content: "▲ "; }
.st-said-right { font-weight: 600; color: var(--st-green); }
.st-said-right::before { content: "✓ "; }
@media (hover: none) { .st-drop { display: none; } }

.st-tour { position: fixed; z-index: 20; right: 12px; bottom: 12px; display: grid; gap: .5rem; width: min(25rem, calc(100vw - 24px)); max-height: calc(100vh - 24px); overflow-y: auto; padding: .9rem 1.1rem 1rem; background: var(--st-paper); border: 2px solid var(--st-brand); border-radius: 6px; box-shadow: 0 6px 24px #16202b40; }
.st-tour.st-beside { right: auto; bottom: auto; }
.st-part.st-tour:focus { outline: none; }
.st-tour-head { display: flex; justify-content: space-between; }
.st-tour-title { font-size: 1.125rem; line-height: 1.3; color: var(--st-brand); }
.st-toured { outline: 3px solid #d97706 !important; outline-offset: 6px; scroll-margin-top: 5.5rem; }

@media (max-width: 40rem) {
  .st-steps { flex-wrap: wrap; overflow-x: visible; }
  .st-part .st-step { gap: .3rem; padding: .4rem .4rem; font-size: .9375rem; }
  .st-tour { left: 0; right: 0; bottom: 0; width: 100%; border-width: 3px 0 0; border-radius: 0; max-height: 55vh; }
  .st-group-body { padding: 0 .5rem; }
  .st-line input, .st-asked input { width: 100%; }
  .st-part .st-roster td input { width: 2.5rem; }
  .st-roster th { padding: .15rem .3rem; }
  .st-far { margin-left: 0; }
}
@media (forced-colors: active) { .st-plan[aria-pressed=true], .st-step[aria-current], .st-card.st-is-chosen, .st-picked input { outline: 2px solid Highlight; } .st-differs::after { background: CanvasText; } }
@media print {
  @page { size: A4; margin: 15mm; }
  .st-is-tabs, .st-is-planbar, .st-is-knobs, .st-is-buttons, .st-is-pick, .st-is-line, .st-is-progress, .st-is-download, .st-is-upload, .st-tour, .st-card .st-button { display: none !important; }
}
`;var W="simptspTab";function ve(t){if(!document.body.dataset.voila)return()=>{};let n=o=>history[o]({...history.state,[W]:t.get("value")},""),e=()=>history.state?.[W]!==t.get("value")&&n("pushState"),s=({state:o})=>o?.[W]&&o[W]!==t.get("value")&&t.send({key:o[W]});return n("replaceState"),t.on("change:value",e),addEventListener("popstate",s),()=>(t.off("change:value",e),removeEventListener("popstate",s))}function Nt({model:t,el:n}){let e=r("ol",{class:"st-steps"}),s=K(e,l=>{let p=r("span",{class:"st-number"}),f=r("span"),c=$("step",{onclick:()=>j(c)||t.send({key:l})},p,f),g=({label:y,disabled:k},L)=>{p.textContent=L+1,f.textContent=y,R(c,k),l===t.get("value")?c.setAttribute("aria-current","step"):c.removeAttribute("aria-current")};return{node:r("li",{},c),update:g}}),o=r("nav",{class:"st-tabs"},e);n.append(o);let a=ve(t),i=A(t,["items","value","label"],()=>{o.setAttribute("aria-label",t.get("label")),s(t.get("items"));let l=e.querySelector("[aria-current]");l&&(e.scrollLeft=l.offsetLeft-(e.clientWidth-l.offsetWidth)/2)});return()=>(i(),a())}var U=12,xe=200,Tt="(max-width: 40rem)";function ye(t){try{return t?[...document.querySelectorAll(t)].find(n=>n.getClientRects().length)??null:null}catch(n){return console.info("no such thing on the page",n),null}}function ke(t,n){let{left:e=0,top:s=0,bottom:o=innerHeight}=n?.getBoundingClientRect()??{},{offsetWidth:a,offsetHeight:i}=t,[l,p]=[o+U,s-i-U],f=l+i+U<=innerHeight?l:p,c=matchMedia(Tt).matches||f<U||f+i>innerHeight;t.classList.toggle("st-beside",!c),t.style.left=c?"":`${Math.max(U,Math.min(e,innerWidth-a-U))}px`,t.style.top=c?"":`${f}px`}function Ee(t){let n=t.offsetHeight>innerHeight/2;t.scrollIntoView({block:n||matchMedia(Tt).matches?"start":"center"})}function jt({model:t,el:n}){let e=t.get("texts"),s=u=>t.send({at:u}),o=r("h2",{id:_("tour"),class:"st-tour-title"}),a=r("p"),i=r("span",{class:"st-soft"}),l=$("quiet",{onclick:()=>s(t.get("at")-1)},e.back),p=$("main",{onclick:()=>s(t.get("at")+1<t.get("steps").length?t.get("at")+1:-1)}),f=$("plain",{onclick:()=>s(-1)},e.close),c=r("div",{class:"st-part st-tour",role:"dialog",tabindex:-1,lang:t.get("lang"),"aria-labelledby":o.id},r("div",{class:"st-tour-head"},r("span",{class:"st-soft"},e.label),i),o,a,r("div",{class:"st-row"},p,l,f));c.addEventListener("keydown",u=>u.key==="Escape"&&(u.stopPropagation(),s(-1)));let g=null,y=0,k=null,L=()=>{let u=ye(t.get("steps")[t.get("at")]?.target);u!==g&&(g?.classList.remove("st-toured"),g=u,g?.classList.add("st-toured"),g&&Ee(g)),ke(c,g)},v=()=>{let u=c.contains(document.activeElement);clearInterval(y),y=0,removeEventListener("scroll",L,!0),removeEventListener("resize",L),g?.classList.remove("st-toured"),g=null,c.remove(),u&&k?.isConnected&&k.focus()},I=()=>{k=document.activeElement,document.body.append(c),y=setInterval(L,xe),addEventListener("scroll",L,!0),addEventListener("resize",L)},x=A(t,["steps","at"],()=>{let u=t.get("at"),m=t.get("steps")[u];if(!m)return y?v():void 0;y||I(),o.textContent=m.title,a.textContent=m.text,i.textContent=S(e.at,{at:u+1,n:t.get("steps").length}),l.hidden=u===0;let w=u+1===t.get("steps").length;p.textContent=w?e.done:e.next,f.hidden=w,L(),c.focus({preventScroll:!0})});return()=>(x(),v())}function Le(t){let n="";for(let e of t)n+=String.fromCharCode(e);return btoa(n)}var $e=(t,n)=>!n||n.split(",").some(e=>t.toLowerCase().endsWith(e.trim().toLowerCase()));function Bt({model:t,el:n}){let e=_("upload"),s=t.get("texts"),o=r("p",{id:`${e}-title`,class:"st-label"},t.get("label")),a=r("label",{for:e,id:`${e}-choose`,class:"st-button st-quiet"},s.choose),i=r("input",{id:e,type:"file",class:"st-hidden",accept:t.get("accept"),"aria-labelledby":`${a.id} ${o.id}`,"aria-describedby":`${e}-hint ${e}-said`}),l=r("p",{id:`${e}-hint`,class:"st-soft"},t.get("hint")),p=r("p",{id:`${e}-said`,class:"st-said",role:"status"}),f=r("div",{class:"st-zone"},o,l,r("div",{class:"st-row"},i,a,r("span",{class:"st-soft st-drop"},s.drop)),p),c=0,g=(x,u)=>{q(p,x),p.className=`st-said${u?` st-said-${u}`:""}`},y=x=>x.size>t.get("largest")?s.too_big:x.size===0?s.empty:$e(x.name,t.get("accept"))?"":S(s.wrong_kind,{accept:t.get("accept").replaceAll(",",", ")}),k=async x=>{let u=c=Math.max(c+1,Date.now()),m=y(x);if(m)return g(m,"error");g(S(s.sending,{name:x.name}),"");try{let w=new Uint8Array(await x.arrayBuffer());if(u!==c)return;t.send({event:"begin",id:u,name:x.name.slice(-200),size:w.length});for(let z=0;z<w.length;z+=t.get("piece")){if(u!==c)return;t.send({event:"piece",id:u,at:z,data:Le(w.subarray(z,z+t.get("piece")))}),await new Promise(O=>setTimeout(O))}}catch(w){console.info("the file could not be read",w),g(s.broken,"error")}},L=x=>x.length&&k(x[0]);i.addEventListener("change",async()=>{await L(i.files),i.value=""});let v=x=>u=>(u.preventDefault(),f.classList.toggle("st-over",x));f.addEventListener("dragover",v(!0)),f.addEventListener("dragleave",v(!1)),f.addEventListener("drop",x=>(v(!1)(x),L(x.dataTransfer.files))),n.append(f);let I=A(t,["said"],()=>g(t.get("said").sentence,t.get("said").tone));return()=>(c+=1,I())}var ze={buttons:ct,cards:ut,download:mt,heading:gt,knobs:St,line:It,peek:Ot,pick:At,planbar:Mt,progress:qt,tabs:Nt,tour:jt,upload:Bt},Rt="simptsp-studio";function Ce(){if(document.getElementById(Rt))return;let t=document.createElement("style");t.id=Rt,t.textContent=Dt+ft+lt,document.head.append(t)}var or={render({model:t,el:n}){return Ce(),n.classList.add("st-part",`st-is-${t.get("part")}`),n.lang=t.get("lang"),ze[t.get("part")]({model:t,el:n})}};export{or as default};
