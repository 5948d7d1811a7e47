/*
SimPTSP widgets. Built by simulator/widgets/front/build.js; do not edit.
*/
var ot=`.st-answer { max-width: none; }
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
@media (max-width: 30rem) { .st-answer dl { display: block; } .st-answer dd { margin-bottom: .6rem; } }
@media print {
  .st-screen { display: none !important; }
  .st-answer { font-size: 9.5pt; line-height: 1.35; }
  .st-answer.sp-part .sp-note { font-size: 8.5pt; }
  .st-verdict .sp-message { max-width: none; font-size: 10.5pt; line-height: 1.35; }
  .st-answer .sp-scroll { overflow: visible; }
  .st-answer .sp-table { width: 100%; font-size: 8pt; }
  .st-answer .sp-table :is(th, td) { padding: .8mm 1.5mm; white-space: normal; }
  .st-answer thead { display: table-header-group; }
  .st-answer :is(tr, li, dt), .st-picture { break-inside: avoid; }
  .st-answer :is(h3, h4, caption) { break-after: avoid; }
  .st-picture { flex: 0 0 48% !important; }
}
`;function Pt(t,n,e){for(let[s,o]of Object.entries(n))s.startsWith("on")?t.addEventListener(s.slice(2),o):o===!0?t.setAttribute(s,""):o!==!1&&o!=null&&t.setAttribute(s,o);return t.append(...e.filter(s=>s!=null)),t}var r=(t,n={},...e)=>Pt(document.createElement(t),n,e);var Y=new Map;function at(t,n,e){let s=`${t} ${e}`;return Y.has(s)||Y.set(s,new Intl.NumberFormat(t,{minimumFractionDigits:e,maximumFractionDigits:e})),Y.get(s).format(n)}var Ft=Math.random().toString(36).slice(2,8),Ut=0,M=t=>`st-${t}-${Ft}-${++Ut}`;function I(t,n,e){let s=n.map(c=>`change:${c}`).join(" "),o=!1,a=!1,i=()=>{o||(o=!0,queueMicrotask(()=>(o=!1,a||e())))};return t.on(s,i),e(),()=>(a=!0,t.off(s,i))}function B(t,n){let e=new Map;return s=>{let o=new Set(s.map(a=>a.key));for(let[a,{node:i}]of e)o.has(a)||(i.remove(),e.delete(a));s.forEach((a,i)=>{e.has(a.key)||e.set(a.key,n(a.key));let{node:c,update:p}=e.get(a.key);p(a,i),t.children[i]!==c&&t.insertBefore(c,t.children[i]??null)})}}var O=(t,n)=>t.replace(/\{(\w+)\}/g,(e,s)=>n[s]??e),S=(t,n,...e)=>r("button",{type:"button",class:`st-button st-${t}`,...n},...e),R=(t,n)=>t.setAttribute("aria-disabled",String(!!n)),j=t=>t.getAttribute("aria-disabled")==="true";function q(t,n){t.textContent!==n&&(t.textContent=n)}function it({model:t,el:n}){let e=r("div",{class:"st-row st-buttons"}),s=B(e,o=>{let i=S("main",{onclick:()=>j(i)||(o==="print"?window.print():t.send({key:o}))});return{node:i,update:({label:p,quiet:h,disabled:d})=>{i.textContent=p,i.classList.toggle("st-quiet",!!h),i.classList.toggle("st-main",!h),R(i,d)}}});return n.append(e),I(t,["items"],()=>s(t.get("items")))}var lt=(t,n)=>n?r("p",{class:t},n):null,Vt=([t,n])=>r("div",{},r("dt",{},t),r("dd",{},n));function Wt(t,n){let e=t.facts??[];return[n,lt("st-card-text",t.text),e.length?r("dl",{class:"st-facts"},...e.map(Vt)):null,lt("st-soft",t.note)]}function dt({model:t,el:n}){let e=M("cards"),s=r("p",{id:e,class:"st-hidden"}),o=r("ul",{class:"st-cards","aria-labelledby":e}),a=B(o,i=>{let c=r("h3",{id:M("card")}),p=r("p",{class:"st-badges"}),h=r("div",{class:"st-card-body"}),d=S("quiet",{"aria-describedby":c.id,onclick:()=>t.send({key:i})}),m=r("li",{class:"st-card"},h,d);return{node:m,update:y=>{let E=i===t.get("value");c.textContent=y.title,p.replaceChildren(...[E&&r("span",{class:"st-badge st-chosen"},t.get("texts").chosen),y.badge&&r("span",{class:"st-badge"},y.badge)].filter(Boolean)),p.hidden=!p.childElementCount,h.replaceChildren(p,...Wt(y,c).filter(Boolean)),d.textContent=t.get("button"),d.setAttribute("aria-pressed",String(E)),m.classList.toggle("st-is-chosen",E)}}});return n.append(s,o),I(t,["items","value","label","button"],()=>{s.textContent=t.get("label"),a(t.get("items"))})}var ct=`.studio-change.widget-box { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem 1.75rem; align-items: start; }
.studio-first-answer { padding: .75rem .9rem; background: #fff; border: 1px solid #cbd3db; border-top: 4px solid #0b3d63; border-radius: 5px; }
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
@media (max-width: 69.99rem) {
  .studio-first-answer.studio-folded > .studio-more { display: none !important; }
}
@media (min-width: 70rem) {
  .studio-change.widget-box { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .studio-change > :not(.studio-first-answer) { grid-column: 1; grid-row: 1; }
  .studio-change > .studio-first-answer { grid-column: 2; grid-row: 1; position: sticky; top: 4.5rem; max-height: calc(100vh - 5rem); overflow-y: auto; }
  .studio-first-answer > .studio-fold-button { display: none !important; }
}
@media print {
  .studio-first-answer { position: static; max-height: none; }
}
.studio-titled > .st-label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.st-part .st-title { margin: 1rem 0 .25rem; font-size: 1.375rem; line-height: 1.3; color: var(--st-brand); scroll-margin-top: 6rem; }
.st-part .st-title:focus { outline: none; }
.st-part .st-task { max-width: 44rem; font-size: 1.0625rem; line-height: 1.6; }
`;var Yt=6e4;function Jt({name:t,mime:n},e){let s=URL.createObjectURL(new Blob([e],{type:n})),o=r("a",{href:s,download:t});document.body.append(o),o.click(),o.remove(),setTimeout(()=>URL.revokeObjectURL(s),Yt)}function pt({model:t,el:n}){let e=S("main",{onclick:()=>j(e)||t.send({event:"ask"})}),s=(a,i)=>a?.event==="file"&&i?.length&&Jt(a,i[0]);t.on("msg:custom",s),n.append(r("div",{class:"st-row st-buttons"},e));let o=I(t,["label","quiet","disabled"],()=>{e.textContent=t.get("label"),e.classList.toggle("st-quiet",t.get("quiet")),e.classList.toggle("st-main",!t.get("quiet")),R(e,t.get("disabled"))});return()=>(o(),t.off("msg:custom",s))}function ut({model:t,el:n}){let e=r("h2",{class:"st-title",tabindex:"-1"}),s=r("p",{class:"st-task"}),o=t.get("arrivals");return n.append(e,s),I(t,["title","task","arrivals"],()=>{q(e,t.get("title")),q(s,t.get("task")),s.hidden=!t.get("task"),t.get("arrivals")!==o&&(o=t.get("arrivals"),requestAnimationFrame(()=>{e.focus({preventScroll:!0}),e.scrollIntoView({block:"start"})}))})}var Xt=t=>t.toLowerCase().split(/\s+/).filter(Boolean);function ft(t,{search:n,onlyChanged:e,onlyAssumed:s},o){let a=Xt(n);if(!a.length&&!e&&!s)return null;let i=t.flatMap(c=>c.knobs.filter(p=>{let h=`${c.words} ${p.label.toLowerCase()}`;return a.every(d=>h.includes(d))&&(!e||o(p.key))&&(!s||p.assumed)}).map(p=>p.key));return new Set(i)}function mt(t,n){let e=M("search"),s=r("input",{id:e,type:"search",autocomplete:"off",placeholder:t.hint,oninput:n}),o=h=>{let d=r("input",{type:"checkbox",onchange:n});return{box:d,node:r("label",{class:"st-tick"},d,h)}},[a,i]=[o(t.only_changed),o(t.only_assumed)],c=r("p",{class:"st-soft",role:"status"});return{node:r("div",{class:"st-filter",role:"search","aria-label":t.search},r("div",{class:"st-find"},r("label",{for:e},t.search),s),r("div",{class:"st-row"},a.node,i.node),c),value:()=>({search:s.value,onlyChanged:a.box.checked,onlyAssumed:i.box.checked}),say:h=>q(c,h===null?"":h?O(t.found,{n:h}):t.none)}}var gt={ArrowUp:1,ArrowDown:-1},Zt={id:/^-?\d{1,3}(\.\d{3})+$/,en:/^-?\d{1,3}(,\d{3})+$/};function Qt(t,n){let e=t.trim();return/^-?\d+$/.test(e)?Number(e):Zt[n]?.test(e)?Number(e.replace(/[.,]/g,"")):null}function ht(t,n){let e=r("input",{type:"text",autocomplete:"off",spellcheck:"false",maxlength:4e3,...t});return e.addEventListener("input",()=>n(e.value)),{node:e,set:s=>e.value===s||(e.value=s),words:s=>s}}function te(t,n,{control:e,lang:s}){let o=ht({...t,inputmode:"decimal",size:9,class:"st-short"},n);return o.node.addEventListener("keydown",a=>{let i=Qt(o.node.value,s);!e.is_whole||!(a.key in gt)||i===null||(a.preventDefault(),o.node.value=at(s,i+gt[a.key],0),n(o.node.value))}),o}function ee(t,n,{control:e}){let s=r("select",t,...e.options.map(([a,i])=>r("option",{value:a},i)));return s.addEventListener("change",()=>n(s.value)),{node:s,set:a=>{!e.options.some(([i])=>i===a)&&![...s.options].some(i=>i.value===a)&&s.append(r("option",{value:a},a)),s.value=a},words:a=>e.options.find(([i])=>i===a)?.[1]??a}}function se(t,n,{texts:e}){let s=r("input",{type:"checkbox",...t}),o=r("span",{"aria-hidden":"true"}),a=c=>({1:e.yes,0:e.no})[c]??c,i=c=>{s.checked=c==="1",s.indeterminate=c!=="1"&&c!=="0",o.textContent=a(c)};return s.addEventListener("change",()=>(i(s.checked?"1":"0"),n(s.checked?"1":"0"))),{node:r("span",{class:"st-switch"},s,o),field:s,set:i,words:a}}var re=(t,n,{texts:e})=>ht({...t,size:18,placeholder:e.times_hint},n);function bt(t,n,e,s){let o=({choice:ee,switch:se,times:re}[t]??te)(n,e,s);return{field:o.node,...o}}var X=(t,n,e)=>{let s=t.split(";").map(o=>o.split(","));return Array.from({length:n},(o,a)=>Array.from({length:e},(i,c)=>(s[a]?.[c]??"").trim()))},Z=t=>t.map(n=>n.map(e=>e.replace(/[;,]/g,".")).join(",")).join(";"),J=t=>t==="0"||t==="";function wt(...t){let n=t[0].map((s,o)=>t.every(a=>a[o].every(J))),e=n.indexOf(!1);return e<0?[0,0]:[e,n.length-1-n.lastIndexOf(!1)]}function Q([t,n],[e,s]){let o=(a,i)=>Array.from({length:Math.abs(a-i)+1},(c,p)=>Math.min(a,i)+p);return o(t,e).flatMap(a=>o(n,s).map(i=>[a,i]))}var vt=(t,n)=>/^\d+$/.test(t)?String(Math.max(0,Number(t)+n)):t,xt=(t,n)=>!J(t)||!J(n);var ne=150,yt={ArrowUp:[-1,0],ArrowDown:[1,0],ArrowLeft:[0,-1],ArrowRight:[0,1],Enter:[1,0]};function kt(t,n,{knob:e,texts:s}){let{rows:o,days:a}=e.control,i=X(e.now,o.length,a.length),c=i.map(l=>[...l]),p=[0,0],h=p,d=!1,m=!1,w=o.map((l,b)=>a.map(([,C],A)=>r("input",{type:"text",inputmode:"numeric",autocomplete:"off",maxlength:12,size:2,tabindex:-1,"data-at":`${b},${A}`,"data-name":O(s.cell,{day:C,time:l})}))),y=o.map((l,b)=>r("tr",{},r("th",{scope:"row"},l),...w[b].map(C=>r("td",{},C)))),E=r("tr",{},r("th",{scope:"col"},s.time),...a.map(([l,b])=>r("th",{scope:"col","aria-label":b},l))),x=r("table",{},r("thead",{},E),r("tbody",{},...y)),$=S("quiet",{onclick:()=>rt(-1)}),k=S("quiet",{onclick:()=>rt(1)}),u=S("quiet",{onclick:()=>Nt()}),f=S("plain",{onclick:()=>(m=!m,H())}),v=r("span",{class:"st-soft"}),z=r("span",{class:"st-hidden",role:"status"}),g=r("p",{id:M("hint"),class:"st-soft"},s.roster_hint),L=r("div",{class:"st-roster",role:"group","aria-labelledby":`${t}-label`,"aria-describedby":`${t}-fault ${g.id}`},r("div",{class:"st-grid"},x),r("div",{class:"st-row"},$,k,u),r("div",{class:"st-row"},f,v),g,z),_=()=>Q(p,h),T=(l,b)=>_().some(([C,A])=>C===l&&A===b);function P(l,b){let[C,A,D]=[w[l][b],c[l][b],i[l][b]],N=A!==D;C.value!==A&&(C.value=A),C.tabIndex=l===p[0]&&b===p[1]?0:-1,C.setAttribute("aria-label",N?`${C.dataset.name}, ${s.differs}, ${O(s.was,{now:D})}`:C.dataset.name),C.parentElement.className=`${N?"st-differs":""}${A!==""&&!/^\d+$/.test(A)?" st-wrong":""}${T(l,b)&&_().length>1?" st-picked":""}`}function H(){let[l,b]=wt(c,i),C=A=>!m&&(A<l||A>=o.length-b);y.forEach((A,D)=>A.hidden=C(D)),C(p[0])&&(p=h=[l,p[1]]),f.hidden=l+b===0,f.textContent=m?s.fold:O(s.unfold,{n:l+b})}function F(){let l=_().length;c.forEach((C,A)=>C.forEach((D,N)=>P(A,N))),$.textContent=l>1?O(s.minus_selected,{n:l}):s.minus,k.textContent=l>1?O(s.plus_selected,{n:l}):s.plus,u.textContent=O(s.copy,{day:a[p[1]][1]}),q(z,l>1?O(s.selected,{n:l}):"");let b=c.flatMap((C,A)=>C.filter((D,N)=>D!==i[A][N])).length;v.textContent=b?O(s.cells,{n:b}):s.same}let st=()=>(F(),n(Z(c),ne)),W=(l,b)=>{for(let[C,A]of l)c[C][A]=b(c[C][A]);st()},jt=()=>Q([0,0],[o.length-1,a.length-1]).filter(([l,b])=>xt(c[l][b],i[l][b])),rt=l=>W(_().length>1?_():jt(),b=>vt(b,l)),Nt=()=>{for(let l of c)l.fill(l[p[1]]);st()},nt=(l,b)=>{p=l,b||(h=l),F()},U=(l,b)=>{nt(l,b),w[l[0]][l[1]].focus(),w[l[0]][l[1]].select()},G=l=>l instanceof Element?l.closest("td")?.firstElementChild?.dataset.at?.split(",").map(Number):null,Rt=(l,b)=>l>=0&&l<o.length&&b>=0&&b<a.length&&!y[l].hidden;function Bt(l,b){let C=y.flatMap((A,D)=>A.hidden?[]:[D]);return l==="Home"?[b?C[0]:p[0],0]:[b?C.at(-1):p[0],a.length-1]}x.addEventListener("keydown",l=>{let b=l.key in yt&&!l.ctrlKey&&!l.metaKey&&!l.altKey,C=l.key==="Home"||l.key==="End";if(l.key==="Delete"&&_().length>1&&(l.preventDefault(),W(_(),()=>"0")),l.key==="Escape"&&_().length>1&&(l.preventDefault(),U(p,!1)),!b&&!C)return;l.preventDefault();let[A,D]=yt[l.key]??[0,0],N=C?Bt(l.key,l.ctrlKey):[p[0]+A,p[1]+D];Rt(...N)&&U(N,l.shiftKey&&l.key!=="Enter")}),x.addEventListener("input",l=>{let b=l.target.value.replace(/[;,]/g,"");W(_(),()=>b)}),x.addEventListener("focusin",l=>{let b=G(l.target);b&&!d&&!T(...b)&&nt(b,!1),l.target.select?.()}),x.addEventListener("pointerdown",l=>d=l.pointerType==="mouse"&&l.button===0),x.addEventListener("mousedown",l=>{let b=l.button===0?G(l.target):null;b&&(l.preventDefault(),U(b,l.shiftKey))}),x.addEventListener("pointermove",l=>{let b=d&&l.buttons===1?G(l.target):null;b&&(b[0]!==p[0]||b[1]!==p[1])&&U(b,!0)}),x.addEventListener("pointerup",()=>d=!1),x.addEventListener("pointerleave",()=>d=!1);let Ht=l=>{l!==Z(c)&&(c=X(l,o.length,a.length),H(),F())};return u.hidden=a.length<2,H(),F(),{node:L,field:L,set:Ht,words:()=>s.same,focus:()=>w[p[0]][p[1]].focus(),isWide:!0}}function oe(t,n,e){if(!t.help)return[null,null];let s=r("p",{id:`${n}-help`,class:"st-help",hidden:!0},t.help),o=S("ask",{"aria-expanded":"false","aria-controls":s.id,"aria-label":O(e.help_of,{label:t.label})},"?");return o.addEventListener("click",()=>{s.hidden=!s.hidden,o.setAttribute("aria-expanded",String(!s.hidden))}),[o,s]}function ae(t,n,e){if(!t.assumed&&!t.source)return null;let s=t.assumed?r("span",{class:"st-badge st-assumed"},e.assumed):null,o=t.source&&!t.assumed?O(e.source,{source:t.source}):t.source;return r("p",{id:`${n}-source`,class:"st-source"},s,o||null)}function Et(t,{lang:n,texts:e,type:s,reset:o}){let a=M("knob"),i=t.kind==="roster",[c,p]=oe(t,a,e),h=ae(t,a,e),d=r("span",{id:`${a}-unit`,class:"st-soft"},t.unit),m=r("p",{id:`${a}-fault`,class:"st-fault","aria-live":"polite"}),w=[t.unit&&d.id,m.id,h?.id].filter(Boolean).join(" "),y=i?kt(a,s,{knob:t,texts:e}):bt(t.kind,{id:a,"aria-describedby":w},s,{control:t.control??{},lang:n,texts:e}),E=i?r("p",{id:`${a}-label`},r("span",{class:"st-label"},t.label),t.unit?` (${t.unit})`:""):r("label",{id:`${a}-label`,for:a},t.label),x=y.focus??(()=>y.field.focus()),$=r("span",{class:"st-now"}),k=S("plain",{"aria-label":O(e.reset_of,{label:t.label}),onclick:()=>(x(),o())},e.reset),u=r("span",{class:"st-badge st-changed"}),f=r("p",{class:"st-change",hidden:!0},u,$,k),v=r("div",{class:"st-row"},y.node,i?null:d),z=r("div",{class:`st-knob${i?" st-wide":""}`,"data-key":t.key},r("div",{class:"st-knob-about"},r("div",{class:"st-knob-label"},E,c),p,h),r("div",{class:"st-knob-field"},v,f,m));return $.textContent=i?"":O(e.now,{now:`${y.words(t.now)}${t.unit?` ${t.unit}`:""}`}),{node:z,update:(L,_,T)=>{y.set(L);let P=L!==t.now;z.classList.toggle("st-is-changed",T),f.hidden=!T,u.textContent=P?e.differs:e.same_text,$.hidden=i||!P,q(m,_),i||y.field.setAttribute("aria-invalid",String(!!_)),z.classList.toggle("st-is-wrong",!!_)},focus:x}}function Lt(t,n){let{texts:e,state:s}=n,o=new Map,a=r("h3",{class:"st-group-title"},t.title),i=r("span",{class:"st-soft"}),c=r("span",{class:"st-badge st-changed"}),p=r("span",{class:"st-badge st-is-fault"}),h=r("div",{class:"st-group-body"}),d=r("details",{class:"st-group","data-group":t.name},r("summary",{},a,i,c,p),h),m=t.parts.map(u=>({...u,words:`${t.title} ${u.title}`.toLowerCase()})),w=m.flatMap(u=>u.knobs),y=null,E=u=>!y||y.has(u),x=u=>o.get(u)?.update(s.text(u),s.fault(u),s.isChanged(u));function $(){if(!(h.childElementCount||!d.open)){for(let u of m){let f=u.title?r("h4",{},u.title):null;u.node=r("section",{class:"st-section"},f);for(let v of u.knobs)o.set(v.key,Et(v,{...n,type:(z,g)=>n.type(v.key,z,g),reset:()=>n.reset(v.key)})),u.node.append(o.get(v.key).node),x(v.key);h.append(u.node)}k()}}function k(){for(let u of m){for(let{key:f}of u.knobs)o.has(f)&&(o.get(f).node.hidden=!E(f));u.node&&(u.node.hidden=!u.knobs.some(({key:f})=>E(f)))}}return d.addEventListener("toggle",$),{node:d,knobs:w,parts:m,focus(u){d.open=!0,$(),o.get(u)?.focus()},open(u){d.open=u,$()},filter(u){y=u,d.hidden=!!u&&!w.some(({key:f})=>u.has(f)),k()},update(){let u=z=>w.filter(({key:g})=>z(g)).length,[f,v]=[u(s.isChanged),u(z=>!!s.fault(z))];i.textContent=O(e.size,{n:w.length}),c.textContent=O(e.changed,{n:f}),c.hidden=f===0,p.textContent=O(e.wrong,{n:v}),p.hidden=v===0;for(let z of o.keys())x(z)}}}var tt="simptsp-studio:";function et(){try{return globalThis.sessionStorage}catch(t){return console.info("the browser keeps nothing for this page",t),null}}function ie(t){try{let n=JSON.parse(et()?.getItem(tt+t)??"{}");return Object.entries(n).filter(([,e])=>e===null||typeof e=="string")}catch(n){return console.info("what was kept cannot be read",n),[]}}function le(t,n){if(t)try{n.length?et()?.setItem(tt+t,JSON.stringify(Object.fromEntries(n))):et()?.removeItem(tt+t)}catch(e){console.info("nothing more can be kept",e)}}function V(t){let n=new Map,e=new Map,s=null,o=0,a=!0,i=()=>le(s,[...n].map(([d,{text:m}])=>[d,m])),c=d=>{clearTimeout(e.get(d)),e.delete(d);let m=n.get(d);m&&(m.n=++o,t({event:m.text===null?"reset":"type",scope:s,key:d,text:m.text??"",n:m.n}))},p=()=>[...e.keys()].forEach(c),h=(d,m,w=0)=>{n.set(d,{text:m,n:1/0}),i(),clearTimeout(e.get(d)),w?e.set(d,setTimeout(c,w,d)):c(d)};return{type:h,flush:p,begin(d){d!==s&&(p(),n.clear(),s=d,a=!0)},hear({heard:d,entries:m},w){o=Math.max(o,d);let y=(x,$)=>(m[x]??null)===$;for(let[x,{text:$,n:k}]of n)(y(x,$)||k<=d)&&n.delete(x);let E=a&&s?ie(s):[];a=!1,i();for(let[x,$]of E)w(x)&&!n.has(x)&&!y(x,$)&&h(x,$)},has:(d,m)=>n.has(d)?n.get(d).text!==null:d in m,text:(d,m,w)=>(n.has(d)?n.get(d).text:m[d])??w}}function Ct({model:t,el:n}){let e=t.get("texts"),s=V(f=>t.send(f)),o=new Map,a=r("div",{class:"st-groups",role:"group","aria-label":e.label}),i={entries:{},faults:{}},c=[],p=null,h=null,d={text:f=>s.text(f,i.entries,o.get(f)),fault:f=>i.faults[f]??"",isChanged:f=>s.has(f,i.entries)},m=()=>c.forEach(f=>f.update()),w=(f,v,z)=>(s.type(f,v,z),m()),y=f=>(s.type(f,null),m()),E=()=>c.filter(({node:f})=>f.open).map(({node:f})=>f.dataset.group);function x(){let f=ft(c.flatMap(({parts:v})=>v),$.value(),d.isChanged);f&&(p??(p=E()));for(let v of c)v.filter(f),f?v.open(v.knobs.some(({key:z})=>f.has(z))):p&&v.open(p.includes(v.node.dataset.group));f||(p=null),$.say(f&&f.size)}let $=mt(e,x);function k(){let f=a.contains(document.activeElement)?document.activeElement.closest("[data-key]")?.dataset.key:null,v=E();o.clear();let z={lang:t.get("lang"),texts:e,state:d,type:w,reset:y};c=t.get("groups").map(g=>Lt(g,z));for(let{knobs:g}of c)for(let{key:L,now:_}of g)o.set(L,_);a.replaceChildren(...c.map(({node:g})=>g)),c.forEach(g=>g.open(v.includes(g.node.dataset.group))),x(),f&&c.find(({knobs:g})=>g.some(({key:L})=>L===f))?.focus(f)}n.append(r("div",{class:"st-knobs"},$.node,a)),a.addEventListener("focusout",s.flush),addEventListener("pagehide",s.flush);let u=I(t,["scope","groups","answer"],()=>{let f=t.get("scope");s.begin(f),t.get("groups")!==h&&(h=t.get("groups"),k()),t.get("answer").scope===f&&(i=t.get("answer"),s.hear(i,v=>o.has(v)),m())});return()=>(s.flush(),removeEventListener("pagehide",s.flush),u())}function $t({model:t,el:n}){let e=M("line"),s=V(c=>t.send(c)),o=r("label",{for:e}),a=r("input",{id:e,type:"text",autocomplete:"off",maxlength:t.get("longest"),"aria-describedby":`${e}-fault`}),i=r("p",{id:`${e}-fault`,class:"st-fault","aria-live":"polite"});return a.addEventListener("input",()=>s.type("",a.value)),n.append(r("div",{class:"st-line"},o,r("div",{class:"st-row"},a,r("span",{class:"st-soft"},t.get("unit"))),i)),I(t,["answer","fault","label"],()=>{let{text:c,scope:p,heard:h}=t.get("answer"),d={"":c};s.begin(p),s.hear({heard:h,entries:d},()=>!0);let m=s.text("",d,"");a.value!==m&&(a.value=m),o.textContent=t.get("label"),q(i,t.get("fault")),a.setAttribute("aria-invalid",String(!!t.get("fault")))})}function zt({model:t,el:n}){let e=M("pick"),s=r("label",{for:e}),o=r("select",{id:e,onchange:()=>t.send({value:o.value})}),a="";return n.append(r("div",{class:"st-pick"},s,o)),I(t,["options","value","label"],()=>{s.textContent=t.get("label");let i=JSON.stringify(t.get("options"));i!==a&&o.replaceChildren(...t.get("options").map(([c,p])=>r("option",{value:c},p))),a=i,o.value=t.get("value")})}var de=60,ce=["rename","duplicate","clear","remove","undo","redo"],pe={undo:"↶ ",redo:"↷ "},ue=new Set(["rename","remove"]),fe=t=>t instanceof Element&&t.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");function me(t,n){let e=s=>{if(!(s.ctrlKey||s.metaKey)||s.altKey||fe(s.target)||!t.getClientRects().length)return;let o=s.key.toLowerCase(),a=o==="y"||o==="z"&&s.shiftKey?"redo":o==="z"?"undo":"";a&&(s.preventDefault(),n(a))};return document.addEventListener("keydown",e),()=>document.removeEventListener("keydown",e)}function St({model:t,el:n}){let e=t.get("texts"),s=g=>t.get("can").includes(g),o=(g,L="")=>s(g)&&t.send({act:g,key:t.get("value"),text:L}),a=()=>t.get("plans").find(g=>g.key===t.get("value"))?.name??"",i=r("div",{class:"st-plans",role:"group","aria-label":e.label}),c=B(i,g=>{let L=r("span",{class:"st-plan-name"}),_=r("span",{class:"st-plan-note"}),T=S("plan",{onclick:()=>t.send({key:g})},L,_);return{node:T,update:H=>{L.textContent=H.name,_.textContent=H.note??"",T.setAttribute("aria-pressed",String(g===t.get("value")))}}}),p=S("add",{onclick:()=>j(p)||o("add")},`+ ${e.add}`),h={rename:()=>k(),remove:()=>u()},d=Object.fromEntries(ce.map(g=>[g,S("plain",{onclick:()=>j(d[g])||(h[g]??(()=>o(g)))()},`${pe[g]??""}${e[g]}`)])),m=r("div",{class:"st-tools"},...Object.values(d));d.undo.classList.add("st-far");let w=r("div",{class:"st-asked",hidden:!0}),y="";w.addEventListener("keydown",g=>g.key==="Escape"&&E(y));let E=g=>{w.hidden=!0,w.replaceChildren(),m.hidden=!1,g&&(d[g].hidden||j(d[g])?i.querySelector("[aria-pressed=true]"):d[g])?.focus()},x=(g,L,_)=>{m.hidden=!0,w.replaceChildren(L),w.hidden=!1,y=g,_.focus()},$=g=>S("quiet",{onclick:()=>E(g)},e.cancel),k=()=>{let g=M("name"),L=r("input",{id:g,type:"text",maxlength:de,autocomplete:"off"}),_=T=>{T.preventDefault(),L.value.trim()&&(o("rename",L.value.trim()),E("rename"))};L.value=a(),x("rename",r("form",{class:"st-row",onsubmit:_},r("label",{for:g},e.name),L,r("button",{class:"st-button st-main"},e.save),$("rename")),L),L.select()},u=()=>{let g=S("main",{onclick:()=>(o("remove"),E("remove"))},e.yes),L=r("span",{id:M("ask")},O(e.ask_remove,{name:a()}));x("remove",r("div",{class:"st-row",role:"group","aria-labelledby":L.id},L,g,$("remove")),g)};n.append(r("div",{class:"st-planbar"},r("div",{class:"st-row"},i,p),m,w));let f=t.get("value"),v=I(t,["plans","value","can"],()=>{c(t.get("plans")),R(p,!s("add"));for(let[g,L]of Object.entries(d))R(L,!s(g)),L.hidden=ue.has(g)&&!s(g);f!==t.get("value")&&!w.hidden&&E(),f=t.get("value")}),z=me(n,o);return()=>(v(),z())}var Ot=.25;function At({model:t,el:n}){let e=M("progress"),s=r("span",{id:e,class:"st-label"}),o=r("span",{class:"st-soft"}),a=r("progress",{max:1,"aria-labelledby":e}),i=S("quiet",{onclick:()=>t.send({event:"stop"})}),c=r("span",{class:"st-hidden",role:"status"}),p=r("div",{class:"st-progress"},r("div",{class:"st-row"},s,o),r("div",{class:"st-row"},a,i));return n.append(p,c),I(t,["label","share","left","is_shown","stop_label"],()=>{let h=t.get("share");p.hidden=!t.get("is_shown"),s.textContent=t.get("label"),o.textContent=t.get("left"),h===null?a.removeAttribute("value"):a.value=h,i.textContent=t.get("stop_label"),i.hidden=!t.get("stop_label");let d=Math.floor((h??0)/Ot)*Ot;q(c,p.hidden?"":`${t.get("label")}${d?` ${100*d}%`:""}`)})}var It=`.st-part {
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
.st-asked input { width: 18rem; }

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
.st-changed { color: var(--st-brand); background: #d9e8f4; }
.st-changed::before { content: "● "; font-size: .7em; vertical-align: .1em; }
.st-is-fault { color: var(--st-red); background: var(--st-red-ground); border: 1px solid var(--st-red); }
.st-is-fault::before { content: "▲ "; }
.st-short { width: 8rem; font-variant-numeric: tabular-nums; }
.st-switch { display: inline-flex; align-items: center; gap: .5rem; min-height: 38px; }
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
.st-toured { outline: 3px solid #d97706 !important; outline-offset: -2px; scroll-margin-top: 5.5rem; }

@media (max-width: 40rem) {
  .st-step { padding: .4rem .6rem; }
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
`;function _t({model:t,el:n}){let e=r("ol",{class:"st-steps"}),s=B(e,a=>{let i=r("span",{class:"st-number"}),c=r("span"),p=S("step",{onclick:()=>j(p)||t.send({key:a})},i,c),h=({label:d,disabled:m},w)=>{i.textContent=w+1,c.textContent=d,R(p,m),a===t.get("value")?p.setAttribute("aria-current","step"):p.removeAttribute("aria-current")};return{node:r("li",{},p),update:h}}),o=r("nav",{class:"st-tabs"},e);return n.append(o),I(t,["items","value","label"],()=>{o.setAttribute("aria-label",t.get("label")),s(t.get("items"));let a=e.querySelector("[aria-current]");a&&(e.scrollLeft=a.offsetLeft-(e.clientWidth-a.offsetWidth)/2)})}var K=12,he=200,Mt="(max-width: 40rem)";function be(t){try{return t?[...document.querySelectorAll(t)].find(n=>n.getClientRects().length)??null:null}catch(n){return console.info("no such thing on the page",n),null}}function we(t,n){let{left:e=0,top:s=0,bottom:o=innerHeight}=n?.getBoundingClientRect()??{},{offsetWidth:a,offsetHeight:i}=t,[c,p]=[o+K,s-i-K],h=c+i+K<=innerHeight?c:p,d=matchMedia(Mt).matches||h<K||h+i>innerHeight;t.classList.toggle("st-beside",!d),t.style.left=d?"":`${Math.max(K,Math.min(e,innerWidth-a-K))}px`,t.style.top=d?"":`${h}px`}function ve(t){let n=t.offsetHeight>innerHeight/2;t.scrollIntoView({block:n||matchMedia(Mt).matches?"start":"center"})}function qt({model:t,el:n}){let e=t.get("texts"),s=u=>t.send({at:u}),o=r("h2",{id:M("tour"),class:"st-tour-title"}),a=r("p"),i=r("span",{class:"st-soft"}),c=S("quiet",{onclick:()=>s(t.get("at")-1)},e.back),p=S("main",{onclick:()=>s(t.get("at")+1<t.get("steps").length?t.get("at")+1:-1)}),h=S("plain",{onclick:()=>s(-1)},e.close),d=r("div",{class:"st-part st-tour",role:"dialog",tabindex:-1,lang:t.get("lang"),"aria-labelledby":o.id},r("div",{class:"st-tour-head"},r("span",{class:"st-soft"},e.label),i),o,a,r("div",{class:"st-row"},p,c,h));d.addEventListener("keydown",u=>u.key==="Escape"&&(u.stopPropagation(),s(-1)));let m=null,w=0,y=null,E=()=>{let u=be(t.get("steps")[t.get("at")]?.target);u!==m&&(m?.classList.remove("st-toured"),m=u,m?.classList.add("st-toured"),m&&ve(m)),we(d,m)},x=()=>{let u=d.contains(document.activeElement);clearInterval(w),w=0,removeEventListener("scroll",E,!0),removeEventListener("resize",E),m?.classList.remove("st-toured"),m=null,d.remove(),u&&y?.isConnected&&y.focus()},$=()=>{y=document.activeElement,document.body.append(d),w=setInterval(E,he),addEventListener("scroll",E,!0),addEventListener("resize",E)},k=I(t,["steps","at"],()=>{let u=t.get("at"),f=t.get("steps")[u];if(!f)return w?x():void 0;w||$(),o.textContent=f.title,a.textContent=f.text,i.textContent=O(e.at,{at:u+1,n:t.get("steps").length}),c.hidden=u===0;let v=u+1===t.get("steps").length;p.textContent=v?e.done:e.next,h.hidden=v,E(),d.focus({preventScroll:!0})});return()=>(k(),x())}function xe(t){let n="";for(let e of t)n+=String.fromCharCode(e);return btoa(n)}var ye=(t,n)=>!n||n.split(",").some(e=>t.toLowerCase().endsWith(e.trim().toLowerCase()));function Dt({model:t,el:n}){let e=M("upload"),s=t.get("texts"),o=r("p",{id:`${e}-title`,class:"st-label"},t.get("label")),a=r("label",{for:e,id:`${e}-choose`,class:"st-button st-quiet"},s.choose),i=r("input",{id:e,type:"file",class:"st-hidden",accept:t.get("accept"),"aria-labelledby":`${a.id} ${o.id}`,"aria-describedby":`${e}-hint ${e}-said`}),c=r("p",{id:`${e}-hint`,class:"st-soft"},t.get("hint")),p=r("p",{id:`${e}-said`,class:"st-said",role:"status"}),h=r("div",{class:"st-zone"},o,c,r("div",{class:"st-row"},i,a,r("span",{class:"st-soft st-drop"},s.drop)),p),d=0,m=(k,u)=>{q(p,k),p.className=`st-said${u?` st-said-${u}`:""}`},w=k=>k.size>t.get("largest")?s.too_big:k.size===0?s.empty:ye(k.name,t.get("accept"))?"":O(s.wrong_kind,{accept:t.get("accept").replaceAll(",",", ")}),y=async k=>{let u=d=Math.max(d+1,Date.now()),f=w(k);if(f)return m(f,"error");m(O(s.sending,{name:k.name}),"");try{let v=new Uint8Array(await k.arrayBuffer());if(u!==d)return;t.send({event:"begin",id:u,name:k.name.slice(-200),size:v.length});for(let z=0;z<v.length;z+=t.get("piece")){if(u!==d)return;t.send({event:"piece",id:u,at:z,data:xe(v.subarray(z,z+t.get("piece")))}),await new Promise(g=>setTimeout(g))}}catch(v){console.info("the file could not be read",v),m(s.broken,"error")}},E=k=>k.length&&y(k[0]);i.addEventListener("change",async()=>{await E(i.files),i.value=""});let x=k=>u=>(u.preventDefault(),h.classList.toggle("st-over",k));h.addEventListener("dragover",x(!0)),h.addEventListener("dragleave",x(!1)),h.addEventListener("drop",k=>(x(!1)(k),E(k.dataTransfer.files))),n.append(h);let $=I(t,["said"],()=>m(t.get("said").sentence,t.get("said").tone));return()=>(d+=1,$())}var ke={buttons:it,cards:dt,download:pt,heading:ut,knobs:Ct,line:$t,pick:zt,planbar:St,progress:At,tabs:_t,tour:qt,upload:Dt},Tt="simptsp-studio";function Ee(){if(document.getElementById(Tt))return;let t=document.createElement("style");t.id=Tt,t.textContent=It+ct+ot,document.head.append(t)}var Xs={render({model:t,el:n}){return Ee(),n.classList.add("st-part",`st-is-${t.get("part")}`),n.lang=t.get("lang"),ke[t.get("part")]({model:t,el:n})}};export{Xs as default};
