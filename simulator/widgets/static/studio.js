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
`;function Pt(t,n,e){for(let[s,a]of Object.entries(n))s.startsWith("on")?t.addEventListener(s.slice(2),a):a===!0?t.setAttribute(s,""):a!==!1&&a!=null&&t.setAttribute(s,a);return t.append(...e.filter(s=>s!=null)),t}var r=(t,n={},...e)=>Pt(document.createElement(t),n,e);var Y=new Map;function at(t,n,e){let s=`${t} ${e}`;return Y.has(s)||Y.set(s,new Intl.NumberFormat(t,{minimumFractionDigits:e,maximumFractionDigits:e})),Y.get(s).format(n)}var Ft=Math.random().toString(36).slice(2,8),Ut=0,M=t=>`st-${t}-${Ft}-${++Ut}`;function I(t,n,e){let s=n.map(p=>`change:${p}`).join(" "),a=!1,o=!1,i=()=>{a||(a=!0,queueMicrotask(()=>(a=!1,o||e())))};return t.on(s,i),e(),()=>(o=!0,t.off(s,i))}function H(t,n){let e=new Map;return s=>{let a=new Set(s.map(o=>o.key));for(let[o,{node:i}]of e)a.has(o)||(i.remove(),e.delete(o));s.forEach((o,i)=>{e.has(o.key)||e.set(o.key,n(o.key));let{node:p,update:c}=e.get(o.key);c(o,i),t.children[i]!==p&&t.insertBefore(p,t.children[i]??null)})}}var S=(t,n)=>t.replace(/\{(\w+)\}/g,(e,s)=>n[s]??e),C=(t,n,...e)=>r("button",{type:"button",class:`st-button st-${t}`,...n},...e),B=(t,n)=>t.setAttribute("aria-disabled",String(!!n)),j=t=>t.getAttribute("aria-disabled")==="true";function q(t,n){t.textContent!==n&&(t.textContent=n)}function it({model:t,el:n}){let e=r("div",{class:"st-row st-buttons"}),s=H(e,a=>{let i=C("main",{onclick:()=>j(i)||(a==="print"?window.print():t.send({key:a}))});return{node:i,update:({label:c,quiet:h,disabled:d})=>{i.textContent=c,i.classList.toggle("st-quiet",!!h),i.classList.toggle("st-main",!h),B(i,d)}}});return n.append(e),I(t,["items"],()=>s(t.get("items")))}var lt=(t,n)=>n?r("p",{class:t},n):null,Vt=([t,n])=>r("div",{},r("dt",{},t),r("dd",{},n));function Wt(t,n){let e=t.facts??[];return[n,lt("st-card-text",t.text),e.length?r("dl",{class:"st-facts"},...e.map(Vt)):null,lt("st-soft",t.note)]}function dt({model:t,el:n}){let e=M("cards"),s=r("p",{id:e,class:"st-hidden"}),a=r("ul",{class:"st-cards","aria-labelledby":e}),o=H(a,i=>{let p=r("h3",{id:M("card")}),c=r("p",{class:"st-badges"}),h=r("div",{class:"st-card-body"}),d=C("quiet",{"aria-describedby":p.id,onclick:()=>t.send({key:i})}),g=r("li",{class:"st-card"},h,d);return{node:g,update:E=>{let y=i===t.get("value");p.textContent=E.title,c.replaceChildren(...[y&&r("span",{class:"st-badge st-chosen"},t.get("texts").chosen),E.badge&&r("span",{class:"st-badge"},E.badge)].filter(Boolean)),c.hidden=!c.childElementCount,h.replaceChildren(c,...Wt(E,p).filter(Boolean)),d.textContent=t.get("button"),d.setAttribute("aria-pressed",String(y)),g.classList.toggle("st-is-chosen",y)}}});return n.append(s,a),I(t,["items","value","label","button"],()=>{s.textContent=t.get("label"),o(t.get("items"))})}var ct=`.studio-change.widget-box { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem 1.75rem; align-items: start; }
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
`;var Yt=6e4;function Jt({name:t,mime:n},e){let s=URL.createObjectURL(new Blob([e],{type:n})),a=r("a",{href:s,download:t});document.body.append(a),a.click(),a.remove(),setTimeout(()=>URL.revokeObjectURL(s),Yt)}function pt({model:t,el:n}){let e=C("main",{onclick:()=>j(e)||t.send({event:"ask"})}),s=(o,i)=>o?.event==="file"&&i?.length&&Jt(o,i[0]);t.on("msg:custom",s),n.append(r("div",{class:"st-row st-buttons"},e));let a=I(t,["label","quiet","disabled"],()=>{e.textContent=t.get("label"),e.classList.toggle("st-quiet",t.get("quiet")),e.classList.toggle("st-main",!t.get("quiet")),B(e,t.get("disabled"))});return()=>(a(),t.off("msg:custom",s))}function ut({model:t,el:n}){let e=r("h2",{class:"st-title",tabindex:"-1"}),s=r("p",{class:"st-task"}),a=t.get("arrivals");return n.append(e,s),I(t,["title","task","arrivals"],()=>{q(e,t.get("title")),q(s,t.get("task")),s.hidden=!t.get("task"),t.get("arrivals")!==a&&(a=t.get("arrivals"),requestAnimationFrame(()=>{e.focus({preventScroll:!0}),e.scrollIntoView({block:"start"})}))})}var Xt=t=>t.toLowerCase().split(/\s+/).filter(Boolean);function ft(t,{search:n,onlyChanged:e,onlyAssumed:s},a){let o=Xt(n);if(!o.length&&!e&&!s)return null;let i=t.flatMap(p=>p.knobs.filter(c=>{let h=`${p.words} ${c.label.toLowerCase()}`;return o.every(d=>h.includes(d))&&(!e||a(c.key))&&(!s||c.assumed)}).map(c=>c.key));return new Set(i)}function mt(t,n){let e=M("search"),s=r("input",{id:e,type:"search",autocomplete:"off",placeholder:t.hint,oninput:n}),a=h=>{let d=r("input",{type:"checkbox",onchange:n});return{box:d,node:r("label",{class:"st-tick"},d,h)}},[o,i]=[a(t.only_changed),a(t.only_assumed)],p=r("p",{class:"st-soft",role:"status"});return{node:r("div",{class:"st-filter",role:"search","aria-label":t.search},r("div",{class:"st-find"},r("label",{for:e},t.search),s),r("div",{class:"st-row"},o.node,i.node),p),value:()=>({search:s.value,onlyChanged:o.box.checked,onlyAssumed:i.box.checked}),say:h=>q(p,h===null?"":h?S(t.found,{n:h}):t.none)}}var gt={ArrowUp:1,ArrowDown:-1},Zt={id:/^-?\d{1,3}(\.\d{3})+$/,en:/^-?\d{1,3}(,\d{3})+$/};function Qt(t,n){let e=t.trim();return/^-?\d+$/.test(e)?Number(e):Zt[n]?.test(e)?Number(e.replace(/[.,]/g,"")):null}function ht(t,n){let e=r("input",{type:"text",autocomplete:"off",spellcheck:"false",maxlength:4e3,...t});return e.addEventListener("input",()=>n(e.value)),{node:e,set:s=>e.value===s||(e.value=s),words:s=>s}}function te(t,n,{control:e,lang:s}){let a=ht({...t,inputmode:"decimal",size:9,class:"st-short"},n);return a.node.addEventListener("keydown",o=>{let i=Qt(a.node.value,s);!e.is_whole||!(o.key in gt)||i===null||(o.preventDefault(),a.node.value=at(s,i+gt[o.key],0),n(a.node.value))}),a}function ee(t,n,{control:e}){let s=r("select",t,...e.options.map(([o,i])=>r("option",{value:o},i)));return s.addEventListener("change",()=>n(s.value)),{node:s,set:o=>{!e.options.some(([i])=>i===o)&&![...s.options].some(i=>i.value===o)&&s.append(r("option",{value:o},o)),s.value=o},words:o=>e.options.find(([i])=>i===o)?.[1]??o}}function se(t,n,{texts:e}){let s=r("input",{type:"checkbox",...t}),a=r("span",{"aria-hidden":"true"}),o=p=>({1:e.yes,0:e.no})[p]??p,i=p=>{s.checked=p==="1",s.indeterminate=p!=="1"&&p!=="0",a.textContent=o(p)};return s.addEventListener("change",()=>(i(s.checked?"1":"0"),n(s.checked?"1":"0"))),{node:r("span",{class:"st-switch"},s,a),field:s,set:i,words:o}}var re=(t,n)=>ht({...t,size:18},n);function bt(t,n,e,s){let a=({choice:ee,switch:se,times:re}[t]??te)(n,e,s);return{field:a.node,...a}}var X=(t,n,e)=>{let s=t.split(";").map(a=>a.split(","));return Array.from({length:n},(a,o)=>Array.from({length:e},(i,p)=>(s[o]?.[p]??"").trim()))},Z=t=>t.map(n=>n.map(e=>e.replace(/[;,]/g,".")).join(",")).join(";"),J=t=>t==="0"||t==="";function wt(...t){let n=t[0].map((s,a)=>t.every(o=>o[a].every(J))),e=n.indexOf(!1);return e<0?[0,0]:[e,n.length-1-n.lastIndexOf(!1)]}function Q([t,n],[e,s]){let a=(o,i)=>Array.from({length:Math.abs(o-i)+1},(p,c)=>Math.min(o,i)+c);return a(t,e).flatMap(o=>a(n,s).map(i=>[o,i]))}var vt=(t,n)=>/^\d+$/.test(t)?String(Math.max(0,Number(t)+n)):t,xt=(t,n)=>!J(t)||!J(n);var ne=150,yt={ArrowUp:[-1,0],ArrowDown:[1,0],ArrowLeft:[0,-1],ArrowRight:[0,1],Enter:[1,0]};function kt(t,n,{knob:e,texts:s}){let{rows:a,days:o}=e.control,i=X(e.now,a.length,o.length),p=i.map(l=>[...l]),c=[0,0],h=c,d=!1,g=!1,w=a.map((l,b)=>o.map(([,L],A)=>r("input",{type:"text",inputmode:"numeric",autocomplete:"off",maxlength:12,size:2,tabindex:-1,"data-at":`${b},${A}`,"data-name":S(s.cell,{day:L,time:l})}))),E=a.map((l,b)=>r("tr",{},r("th",{scope:"row"},l),...w[b].map(L=>r("td",{},L)))),y=r("tr",{},r("th",{scope:"col"},s.time),...o.map(([l,b])=>r("th",{scope:"col","aria-label":b},l))),x=r("table",{},r("thead",{},y),r("tbody",{},...E)),z=C("quiet",{onclick:()=>rt(-1)}),k=C("quiet",{onclick:()=>rt(1)}),u=C("quiet",{onclick:()=>Nt()}),f=C("plain",{onclick:()=>(g=!g,N())}),v=r("span",{class:"st-soft"}),O=r("span",{class:"st-hidden",role:"status"}),m=r("p",{id:M("hint"),class:"st-soft"},s.roster_hint),$=r("div",{class:"st-roster",role:"group","aria-labelledby":`${t}-label`,"aria-describedby":`${t}-allowed ${t}-fault ${m.id}`},r("div",{class:"st-grid"},x),r("div",{class:"st-row"},z,k,u),r("div",{class:"st-row"},f,v),m,O),_=()=>Q(c,h),D=(l,b)=>_().some(([L,A])=>L===l&&A===b);function P(l,b){let[L,A,T]=[w[l][b],p[l][b],i[l][b]],R=A!==T;L.value!==A&&(L.value=A),L.tabIndex=l===c[0]&&b===c[1]?0:-1,L.setAttribute("aria-label",R?`${L.dataset.name}, ${s.differs}, ${S(s.was,{now:T})}`:L.dataset.name),L.parentElement.className=`${R?"st-differs":""}${A!==""&&!/^\d+$/.test(A)?" st-wrong":""}${D(l,b)&&_().length>1?" st-picked":""}`}function N(){let[l,b]=wt(p,i),L=A=>!g&&(A<l||A>=a.length-b);E.forEach((A,T)=>A.hidden=L(T)),L(c[0])&&(c=h=[l,c[1]]),f.hidden=l+b===0,f.textContent=g?s.fold:S(s.unfold,{n:l+b})}function F(){let l=_().length;p.forEach((L,A)=>L.forEach((T,R)=>P(A,R))),z.textContent=l>1?S(s.minus_selected,{n:l}):s.minus,k.textContent=l>1?S(s.plus_selected,{n:l}):s.plus,u.textContent=S(s.copy,{day:o[c[1]][1]}),q(O,l>1?S(s.selected,{n:l}):"");let b=p.flatMap((L,A)=>L.filter((T,R)=>T!==i[A][R])).length;v.textContent=b?S(s.cells,{n:b}):s.same}let st=()=>(F(),n(Z(p),ne)),W=(l,b)=>{for(let[L,A]of l)p[L][A]=b(p[L][A]);st()},jt=()=>Q([0,0],[a.length-1,o.length-1]).filter(([l,b])=>xt(p[l][b],i[l][b])),rt=l=>W(_().length>1?_():jt(),b=>vt(b,l)),Nt=()=>{for(let l of p)l.fill(l[c[1]]);st()},nt=(l,b)=>{c=l,b||(h=l),F()},U=(l,b)=>{nt(l,b),w[l[0]][l[1]].focus(),w[l[0]][l[1]].select()},G=l=>l instanceof Element?l.closest("td")?.firstElementChild?.dataset.at?.split(",").map(Number):null,Rt=(l,b)=>l>=0&&l<a.length&&b>=0&&b<o.length&&!E[l].hidden;function Bt(l,b){let L=E.flatMap((A,T)=>A.hidden?[]:[T]);return l==="Home"?[b?L[0]:c[0],0]:[b?L.at(-1):c[0],o.length-1]}x.addEventListener("keydown",l=>{let b=l.key in yt&&!l.ctrlKey&&!l.metaKey&&!l.altKey,L=l.key==="Home"||l.key==="End";if(l.key==="Delete"&&_().length>1&&(l.preventDefault(),W(_(),()=>"0")),l.key==="Escape"&&_().length>1&&(l.preventDefault(),U(c,!1)),!b&&!L)return;l.preventDefault();let[A,T]=yt[l.key]??[0,0],R=L?Bt(l.key,l.ctrlKey):[c[0]+A,c[1]+T];Rt(...R)&&U(R,l.shiftKey&&l.key!=="Enter")}),x.addEventListener("input",l=>{let b=l.target.value.replace(/[;,]/g,"");W(_(),()=>b)}),x.addEventListener("focusin",l=>{let b=G(l.target);b&&!d&&!D(...b)&&nt(b,!1),l.target.select?.()}),x.addEventListener("pointerdown",l=>d=l.pointerType==="mouse"&&l.button===0),x.addEventListener("mousedown",l=>{let b=l.button===0?G(l.target):null;b&&(l.preventDefault(),U(b,l.shiftKey))}),x.addEventListener("pointermove",l=>{let b=d&&l.buttons===1?G(l.target):null;b&&(b[0]!==c[0]||b[1]!==c[1])&&U(b,!0)}),x.addEventListener("pointerup",()=>d=!1),x.addEventListener("pointerleave",()=>d=!1);let Ht=l=>{l!==Z(p)&&(p=X(l,a.length,o.length),N(),F())};return u.hidden=o.length<2,N(),F(),{node:$,field:$,set:Ht,words:()=>s.same,focus:()=>w[c[0]][c[1]].focus(),isWide:!0}}function oe(t,n,e){if(!t.help)return[null,null];let s=r("p",{id:`${n}-help`,class:"st-help",hidden:!0},t.help),a=C("ask",{"aria-expanded":"false","aria-controls":s.id,"aria-label":S(e.help_of,{label:t.label})},"?");return a.addEventListener("click",()=>{s.hidden=!s.hidden,a.setAttribute("aria-expanded",String(!s.hidden))}),[a,s]}function ae(t,n,e){if(!t.assumed&&!t.source)return null;let s=t.assumed?r("span",{class:"st-badge st-assumed"},e.assumed):null,a=t.source&&!t.assumed?S(e.source,{source:t.source}):t.source;return r("p",{id:`${n}-source`,class:"st-source"},s,a||null)}function Et(t,{lang:n,texts:e,type:s,reset:a}){let o=M("knob"),i=t.kind==="roster",[p,c]=oe(t,o,e),h=ae(t,o,e),d=r("span",{id:`${o}-unit`,class:"st-soft"},t.unit),g=t.allowed?r("p",{id:`${o}-allowed`,class:"st-allowed"},t.allowed):null,w=r("p",{id:`${o}-fault`,class:"st-fault","aria-live":"polite"}),E=[t.unit&&d.id,g?.id,w.id,h?.id].filter(Boolean).join(" "),y=i?kt(o,s,{knob:t,texts:e}):bt(t.kind,{id:o,"aria-describedby":E},s,{control:t.control??{},lang:n,texts:e}),x=i?r("p",{id:`${o}-label`},r("span",{class:"st-label"},t.label),t.unit?` (${t.unit})`:""):r("label",{id:`${o}-label`,for:o},t.label),z=y.focus??(()=>y.field.focus()),k=r("span",{class:"st-now"}),u=C("plain",{"aria-label":S(e.reset_of,{label:t.label}),onclick:()=>(z(),a())},e.reset),f=r("span",{class:"st-badge st-changed"}),v=r("p",{class:"st-change",hidden:!0},f,k,u),O=r("div",{class:"st-row"},y.node,i?null:d),m=r("div",{class:`st-knob${i?" st-wide":""}`,"data-key":t.key},r("div",{class:"st-knob-about"},r("div",{class:"st-knob-label"},x,p),c,h),r("div",{class:"st-knob-field"},O,g,v,w));return k.textContent=i?"":S(e.now,{now:`${y.words(t.now)}${t.unit?` ${t.unit}`:""}`}),{node:m,update:(_,D,P)=>{y.set(_);let N=_!==t.now;m.classList.toggle("st-is-changed",P),v.hidden=!P,f.textContent=N?e.differs:e.same_text,k.hidden=i||!N,q(w,D),i||y.field.setAttribute("aria-invalid",String(!!D)),m.classList.toggle("st-is-wrong",!!D)},focus:z}}function Lt(t,n){let{texts:e,state:s}=n,a=new Map,o=r("h3",{class:"st-group-title"},t.title),i=r("span",{class:"st-soft"}),p=r("span",{class:"st-badge st-changed"}),c=r("span",{class:"st-badge st-is-fault"}),h=r("div",{class:"st-group-body"}),d=r("details",{class:"st-group","data-group":t.name},r("summary",{},o,i,p,c),h),g=t.parts.map(u=>({...u,words:`${t.title} ${u.title}`.toLowerCase()})),w=g.flatMap(u=>u.knobs),E=null,y=u=>!E||E.has(u),x=u=>a.get(u)?.update(s.text(u),s.fault(u),s.isChanged(u));function z(){if(!(h.childElementCount||!d.open)){for(let u of g){let f=u.title?r("h4",{},u.title):null;u.node=r("section",{class:"st-section"},f);for(let v of u.knobs)a.set(v.key,Et(v,{...n,type:(O,m)=>n.type(v.key,O,m),reset:()=>n.reset(v.key)})),u.node.append(a.get(v.key).node),x(v.key);h.append(u.node)}k()}}function k(){for(let u of g){for(let{key:f}of u.knobs)a.has(f)&&(a.get(f).node.hidden=!y(f));u.node&&(u.node.hidden=!u.knobs.some(({key:f})=>y(f)))}}return d.addEventListener("toggle",z),{node:d,knobs:w,parts:g,focus(u){d.open=!0,z(),a.get(u)?.focus()},open(u){d.open=u,z()},filter(u){E=u,d.hidden=!!u&&!w.some(({key:f})=>u.has(f)),k()},update(){let u=O=>w.filter(({key:m})=>O(m)).length,[f,v]=[u(s.isChanged),u(O=>!!s.fault(O))];i.textContent=S(e.size,{n:w.length}),p.textContent=S(e.changed,{n:f}),p.hidden=f===0,c.textContent=S(e.wrong,{n:v}),c.hidden=v===0;for(let O of a.keys())x(O)}}}var tt="simptsp-studio:";function et(){try{return globalThis.sessionStorage}catch(t){return console.info("the browser keeps nothing for this page",t),null}}function ie(t){try{let n=JSON.parse(et()?.getItem(tt+t)??"{}");return Object.entries(n).filter(([,e])=>e===null||typeof e=="string")}catch(n){return console.info("what was kept cannot be read",n),[]}}function le(t,n){if(t)try{n.length?et()?.setItem(tt+t,JSON.stringify(Object.fromEntries(n))):et()?.removeItem(tt+t)}catch(e){console.info("nothing more can be kept",e)}}function V(t){let n=new Map,e=new Map,s=null,a=0,o=!0,i=()=>le(s,[...n].map(([d,{text:g}])=>[d,g])),p=d=>{clearTimeout(e.get(d)),e.delete(d);let g=n.get(d);g&&(g.n=++a,t({event:g.text===null?"reset":"type",scope:s,key:d,text:g.text??"",n:g.n}))},c=()=>[...e.keys()].forEach(p),h=(d,g,w=0)=>{n.set(d,{text:g,n:1/0}),i(),clearTimeout(e.get(d)),w?e.set(d,setTimeout(p,w,d)):p(d)};return{type:h,flush:c,begin(d){d!==s&&(c(),n.clear(),s=d,o=!0)},hear({heard:d,entries:g},w){a=Math.max(a,d);let E=(x,z)=>(g[x]??null)===z;for(let[x,{text:z,n:k}]of n)(E(x,z)||k<=d)&&n.delete(x);let y=o&&s?ie(s):[];o=!1,i();for(let[x,z]of y)w(x)&&!n.has(x)&&!E(x,z)&&h(x,z)},has:(d,g)=>n.has(d)?n.get(d).text!==null:d in g,text:(d,g,w)=>(n.has(d)?n.get(d).text:g[d])??w}}function $t({model:t,el:n}){let e=t.get("texts"),s=V(f=>t.send(f)),a=new Map,o=r("div",{class:"st-groups",role:"group","aria-label":e.label}),i={entries:{},faults:{}},p=[],c=null,h=null,d={text:f=>s.text(f,i.entries,a.get(f)),fault:f=>i.faults[f]??"",isChanged:f=>s.has(f,i.entries)},g=()=>p.forEach(f=>f.update()),w=(f,v,O)=>(s.type(f,v,O),g()),E=f=>(s.type(f,null),g()),y=()=>p.filter(({node:f})=>f.open).map(({node:f})=>f.dataset.group);function x(){let f=ft(p.flatMap(({parts:v})=>v),z.value(),d.isChanged);f&&(c??(c=y()));for(let v of p)v.filter(f),f?v.open(v.knobs.some(({key:O})=>f.has(O))):c&&v.open(c.includes(v.node.dataset.group));f||(c=null),z.say(f&&f.size)}let z=mt(e,x);function k(){let f=o.contains(document.activeElement)?document.activeElement.closest("[data-key]")?.dataset.key:null,v=y();a.clear();let O={lang:t.get("lang"),texts:e,state:d,type:w,reset:E};p=t.get("groups").map(m=>Lt(m,O));for(let{knobs:m}of p)for(let{key:$,now:_}of m)a.set($,_);o.replaceChildren(...p.map(({node:m})=>m)),p.forEach(m=>m.open(v.includes(m.node.dataset.group))),x(),f&&p.find(({knobs:m})=>m.some(({key:$})=>$===f))?.focus(f)}n.append(r("div",{class:"st-knobs"},z.node,o)),o.addEventListener("focusout",s.flush),addEventListener("pagehide",s.flush);let u=I(t,["scope","groups","answer"],()=>{let f=t.get("scope");s.begin(f),t.get("groups")!==h&&(h=t.get("groups"),k()),t.get("answer").scope===f&&(i=t.get("answer"),s.hear(i,v=>a.has(v)),g())});return()=>(s.flush(),removeEventListener("pagehide",s.flush),u())}function Ct({model:t,el:n}){let e=M("line"),s=V(c=>t.send(c)),a=r("label",{for:e}),o=r("input",{id:e,type:"text",autocomplete:"off",maxlength:t.get("longest"),"aria-describedby":`${e}-unit ${e}-fault`}),i=r("span",{id:`${e}-unit`,class:"st-soft"}),p=r("p",{id:`${e}-fault`,class:"st-fault","aria-live":"polite"});return o.addEventListener("input",()=>s.type("",o.value)),n.append(r("div",{class:"st-line"},a,r("div",{class:"st-row"},o,i),p)),I(t,["answer","fault","label","unit"],()=>{let{text:c,scope:h,heard:d}=t.get("answer"),g={"":c};s.begin(h),s.hear({heard:d,entries:g},()=>!0);let w=s.text("",g,"");o.value!==w&&(o.value=w),a.textContent=t.get("label"),i.textContent=t.get("unit"),i.hidden=!t.get("unit"),q(p,t.get("fault")),o.setAttribute("aria-invalid",String(!!t.get("fault")))})}function zt({model:t,el:n}){let e=M("pick"),s=r("label",{for:e}),a=r("select",{id:e,onchange:()=>t.send({value:a.value})}),o="";return n.append(r("div",{class:"st-pick"},s,a)),I(t,["options","value","label"],()=>{s.textContent=t.get("label");let i=JSON.stringify(t.get("options"));i!==o&&a.replaceChildren(...t.get("options").map(([p,c])=>r("option",{value:p},c))),o=i,a.value=t.get("value")})}var de=60,ce=["rename","duplicate","clear","remove","undo","redo"],pe={undo:"↶ ",redo:"↷ "},ue=new Set(["rename","remove"]),fe=t=>t instanceof Element&&t.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");function me(t,n){let e=s=>{if(!(s.ctrlKey||s.metaKey)||s.altKey||fe(s.target)||!t.getClientRects().length)return;let a=s.key.toLowerCase(),o=a==="y"||a==="z"&&s.shiftKey?"redo":a==="z"?"undo":"";o&&(s.preventDefault(),n(o))};return document.addEventListener("keydown",e),()=>document.removeEventListener("keydown",e)}function St({model:t,el:n}){let e=t.get("texts"),s=m=>t.get("can").includes(m),a=(m,$="")=>s(m)&&t.send({act:m,key:t.get("value"),text:$}),o=()=>t.get("plans").find(m=>m.key===t.get("value"))?.name??"",i=r("div",{class:"st-plans",role:"group","aria-label":e.label}),p=H(i,m=>{let $=r("span",{class:"st-plan-name"}),_=r("span",{class:"st-plan-note"}),D=C("plan",{onclick:()=>t.send({key:m})},$,_);return{node:D,update:N=>{$.textContent=N.name,_.textContent=N.note??"",D.setAttribute("aria-pressed",String(m===t.get("value")))}}}),c=C("add",{onclick:()=>j(c)||a("add")},`+ ${e.add}`),h={rename:()=>k(),remove:()=>u()},d=Object.fromEntries(ce.map(m=>[m,C("plain",{onclick:()=>j(d[m])||(h[m]??(()=>a(m)))()},`${pe[m]??""}${e[m]}`)])),g=r("div",{class:"st-tools"},...Object.values(d));d.undo.classList.add("st-far");let w=r("div",{class:"st-asked",hidden:!0}),E="";w.addEventListener("keydown",m=>m.key==="Escape"&&y(E));let y=m=>{w.hidden=!0,w.replaceChildren(),g.hidden=!1,m&&(d[m].hidden||j(d[m])?i.querySelector("[aria-pressed=true]"):d[m])?.focus()},x=(m,$,_)=>{g.hidden=!0,w.replaceChildren($),w.hidden=!1,E=m,_.focus()},z=m=>C("quiet",{onclick:()=>y(m)},e.cancel),k=()=>{let m=M("name"),$=r("input",{id:m,type:"text",maxlength:de,autocomplete:"off"}),_=D=>{D.preventDefault(),$.value.trim()&&(a("rename",$.value.trim()),y("rename"))};$.value=o(),x("rename",r("form",{class:"st-row",onsubmit:_},r("label",{for:m},e.name),$,r("button",{class:"st-button st-main"},e.save),z("rename")),$),$.select()},u=()=>{let m=C("main",{onclick:()=>(a("remove"),y("remove"))},e.yes),$=r("span",{id:M("ask")},S(e.ask_remove,{name:o()}));x("remove",r("div",{class:"st-row",role:"group","aria-labelledby":$.id},$,m,z("remove")),m)};n.append(r("div",{class:"st-planbar"},r("div",{class:"st-row"},i,c),g,w));let f=t.get("value"),v=I(t,["plans","value","can"],()=>{p(t.get("plans")),B(c,!s("add"));for(let[m,$]of Object.entries(d))B($,!s(m)),$.hidden=ue.has(m)&&!s(m);f!==t.get("value")&&!w.hidden&&y(),f=t.get("value")}),O=me(n,a);return()=>(v(),O())}var Ot=.25;function At({model:t,el:n}){let e=M("progress"),s=r("span",{id:e,class:"st-label"}),a=r("span",{class:"st-soft"}),o=r("progress",{max:1,"aria-labelledby":e}),i=C("quiet",{onclick:()=>t.send({event:"stop"})}),p=r("span",{class:"st-hidden",role:"status"}),c=r("div",{class:"st-progress"},r("div",{class:"st-row"},s,a),r("div",{class:"st-row"},o,i));return n.append(c,p),I(t,["label","share","left","is_shown","stop_label"],()=>{let h=t.get("share");c.hidden=!t.get("is_shown"),s.textContent=t.get("label"),a.textContent=t.get("left"),h===null?o.removeAttribute("value"):o.value=h,i.textContent=t.get("stop_label"),i.hidden=!t.get("stop_label");let d=Math.floor((h??0)/Ot)*Ot;q(p,c.hidden?"":`${t.get("label")}${d?` ${100*d}%`:""}`)})}var It=`.st-part {
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
`;function Mt({model:t,el:n}){let e=r("ol",{class:"st-steps"}),s=H(e,o=>{let i=r("span",{class:"st-number"}),p=r("span"),c=C("step",{onclick:()=>j(c)||t.send({key:o})},i,p),h=({label:d,disabled:g},w)=>{i.textContent=w+1,p.textContent=d,B(c,g),o===t.get("value")?c.setAttribute("aria-current","step"):c.removeAttribute("aria-current")};return{node:r("li",{},c),update:h}}),a=r("nav",{class:"st-tabs"},e);return n.append(a),I(t,["items","value","label"],()=>{a.setAttribute("aria-label",t.get("label")),s(t.get("items"));let o=e.querySelector("[aria-current]");o&&(e.scrollLeft=o.offsetLeft-(e.clientWidth-o.offsetWidth)/2)})}var K=12,he=200,_t="(max-width: 40rem)";function be(t){try{return t?[...document.querySelectorAll(t)].find(n=>n.getClientRects().length)??null:null}catch(n){return console.info("no such thing on the page",n),null}}function we(t,n){let{left:e=0,top:s=0,bottom:a=innerHeight}=n?.getBoundingClientRect()??{},{offsetWidth:o,offsetHeight:i}=t,[p,c]=[a+K,s-i-K],h=p+i+K<=innerHeight?p:c,d=matchMedia(_t).matches||h<K||h+i>innerHeight;t.classList.toggle("st-beside",!d),t.style.left=d?"":`${Math.max(K,Math.min(e,innerWidth-o-K))}px`,t.style.top=d?"":`${h}px`}function ve(t){let n=t.offsetHeight>innerHeight/2;t.scrollIntoView({block:n||matchMedia(_t).matches?"start":"center"})}function qt({model:t,el:n}){let e=t.get("texts"),s=u=>t.send({at:u}),a=r("h2",{id:M("tour"),class:"st-tour-title"}),o=r("p"),i=r("span",{class:"st-soft"}),p=C("quiet",{onclick:()=>s(t.get("at")-1)},e.back),c=C("main",{onclick:()=>s(t.get("at")+1<t.get("steps").length?t.get("at")+1:-1)}),h=C("plain",{onclick:()=>s(-1)},e.close),d=r("div",{class:"st-part st-tour",role:"dialog",tabindex:-1,lang:t.get("lang"),"aria-labelledby":a.id},r("div",{class:"st-tour-head"},r("span",{class:"st-soft"},e.label),i),a,o,r("div",{class:"st-row"},c,p,h));d.addEventListener("keydown",u=>u.key==="Escape"&&(u.stopPropagation(),s(-1)));let g=null,w=0,E=null,y=()=>{let u=be(t.get("steps")[t.get("at")]?.target);u!==g&&(g?.classList.remove("st-toured"),g=u,g?.classList.add("st-toured"),g&&ve(g)),we(d,g)},x=()=>{let u=d.contains(document.activeElement);clearInterval(w),w=0,removeEventListener("scroll",y,!0),removeEventListener("resize",y),g?.classList.remove("st-toured"),g=null,d.remove(),u&&E?.isConnected&&E.focus()},z=()=>{E=document.activeElement,document.body.append(d),w=setInterval(y,he),addEventListener("scroll",y,!0),addEventListener("resize",y)},k=I(t,["steps","at"],()=>{let u=t.get("at"),f=t.get("steps")[u];if(!f)return w?x():void 0;w||z(),a.textContent=f.title,o.textContent=f.text,i.textContent=S(e.at,{at:u+1,n:t.get("steps").length}),p.hidden=u===0;let v=u+1===t.get("steps").length;c.textContent=v?e.done:e.next,h.hidden=v,y(),d.focus({preventScroll:!0})});return()=>(k(),x())}function xe(t){let n="";for(let e of t)n+=String.fromCharCode(e);return btoa(n)}var ye=(t,n)=>!n||n.split(",").some(e=>t.toLowerCase().endsWith(e.trim().toLowerCase()));function Dt({model:t,el:n}){let e=M("upload"),s=t.get("texts"),a=r("p",{id:`${e}-title`,class:"st-label"},t.get("label")),o=r("label",{for:e,id:`${e}-choose`,class:"st-button st-quiet"},s.choose),i=r("input",{id:e,type:"file",class:"st-hidden",accept:t.get("accept"),"aria-labelledby":`${o.id} ${a.id}`,"aria-describedby":`${e}-hint ${e}-said`}),p=r("p",{id:`${e}-hint`,class:"st-soft"},t.get("hint")),c=r("p",{id:`${e}-said`,class:"st-said",role:"status"}),h=r("div",{class:"st-zone"},a,p,r("div",{class:"st-row"},i,o,r("span",{class:"st-soft st-drop"},s.drop)),c),d=0,g=(k,u)=>{q(c,k),c.className=`st-said${u?` st-said-${u}`:""}`},w=k=>k.size>t.get("largest")?s.too_big:k.size===0?s.empty:ye(k.name,t.get("accept"))?"":S(s.wrong_kind,{accept:t.get("accept").replaceAll(",",", ")}),E=async k=>{let u=d=Math.max(d+1,Date.now()),f=w(k);if(f)return g(f,"error");g(S(s.sending,{name:k.name}),"");try{let v=new Uint8Array(await k.arrayBuffer());if(u!==d)return;t.send({event:"begin",id:u,name:k.name.slice(-200),size:v.length});for(let O=0;O<v.length;O+=t.get("piece")){if(u!==d)return;t.send({event:"piece",id:u,at:O,data:xe(v.subarray(O,O+t.get("piece")))}),await new Promise(m=>setTimeout(m))}}catch(v){console.info("the file could not be read",v),g(s.broken,"error")}},y=k=>k.length&&E(k[0]);i.addEventListener("change",async()=>{await y(i.files),i.value=""});let x=k=>u=>(u.preventDefault(),h.classList.toggle("st-over",k));h.addEventListener("dragover",x(!0)),h.addEventListener("dragleave",x(!1)),h.addEventListener("drop",k=>(x(!1)(k),y(k.dataTransfer.files))),n.append(h);let z=I(t,["said"],()=>g(t.get("said").sentence,t.get("said").tone));return()=>(d+=1,z())}var ke={buttons:it,cards:dt,download:pt,heading:ut,knobs:$t,line:Ct,pick:zt,planbar:St,progress:At,tabs:Mt,tour:qt,upload:Dt},Tt="simptsp-studio";function Ee(){if(document.getElementById(Tt))return;let t=document.createElement("style");t.id=Tt,t.textContent=It+ct+ot,document.head.append(t)}var Xs={render({model:t,el:n}){return Ee(),n.classList.add("st-part",`st-is-${t.get("part")}`),n.lang=t.get("lang"),ke[t.get("part")]({model:t,el:n})}};export{Xs as default};
