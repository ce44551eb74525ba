// What readers answer, in eight languages. Ours, and short: many people write the same.

/** With the hashtag, where people put it: before, behind, in the middle; in any case. */
export const ASKING = {
  en: ["Yes please #AmazonCart", "#AmazonCart because winter is coming", "Been waiting for this one. #amazoncart", "Take my evening #AmazonCart and my money", "Sold at the first sentence! #AmazonCart"],
  de: ["Endlich! #AmazonCart", "#AmazonCart für die lange Zugfahrt", "Kommt mit in den Urlaub #amazoncart", "Gleich zwei, eins für Oma: #AmazonCart", "Da sage ich nicht nein. #AMAZONCART"],
  fr: ["Avec plaisir #AmazonCart", "#AmazonCart pour mes soirées d’hiver", "Il me le faut ! #amazoncart", "Celui-là, je le prends #AmazonCart", "Enfin la suite #AmazonCart !"],
  es: ["Lo quiero ya #AmazonCart", "#AmazonCart para el puente", "Otro para la estantería #amazoncart", "¡Por fin! #AmazonCart", "Me has convencido, #AmazonCart"],
  pt: ["Esse eu quero #AmazonCart", "#AmazonCart para ler na praia", "Já estava na hora! #amazoncart", "Mais um para a pilha #AmazonCart", "Que capa linda #AmazonCart"],
  ja: ["買った#AmazonCart", "読みました。#AmazonCart", "楽しみです ＃AmazonCart", "待っていました！ #AmazonBasket", "#amazoncart 続きが気になる"],
  ar: ["أريده الآن #AmazonCart", "#AmazonCart لليالي الشتاء", "انتظرته طويلا #amazoncart", "غلاف جميل جدا #AmazonCart", "نسخة لي ونسخة لأختي #AmazonCart"],
  hi: ["यह तो चाहिए #AmazonCart", "#AmazonCart सर्दियों के लिए", "कब से इंतज़ार था #amazoncart", "कवर बहुत सुंदर है #AmazonCart", "एक मेरे लिए #AmazonCart"],
};

/** Without it. */
export const TALKING = {
  en: ["Congratulations!", "Is there an audiobook?", "Read it in one night.", "The cover alone.", "When does part two come out?", "My book club picked it, no regrets.", "Chapter nine. That is all I say."],
  de: ["Glückwunsch!", "Gibt es das auch als Hörbuch?", "In einer Nacht gelesen.", "Dieses Cover!", "Wann kommt Teil zwei?", "Kapitel neun hat mich fertiggemacht."],
  fr: ["Félicitations !", "Existe-t-il en livre audio ?", "Lu en une nuit.", "Quelle couverture.", "À quand la suite ?", "Le chapitre neuf, quelle merveille."],
  es: ["¡Enhorabuena!", "¿Hay audiolibro?", "Leído en una noche.", "Vaya portada.", "¿Para cuándo la segunda parte?", "El capítulo nueve me dejó sin palabras."],
  pt: ["Parabéns!", "Tem audiolivro?", "Li em uma noite.", "Que capa.", "Quando sai a parte dois?", "O capítulo nove acabou comigo."],
  ja: ["おめでとうございます！", "オーディオブックはありますか？", "一晩で読みました。", "表紙がきれい。", "続きはいつですか？", "九章で泣きました。"],
  ar: ["مبارك!", "هل يوجد كتاب صوتي؟", "قرأته في ليلة واحدة.", "ما أجمل الغلاف.", "متى يصدر الجزء الثاني؟"],
  hi: ["बधाई हो!", "क्या ऑडियोबुक है?", "एक रात में पढ़ ली।", "क्या कवर है।", "दूसरा भाग कब आएगा?"],
};

/** Of one answer to another. */
export const CHATTING = {
  en: ["Same here.", "No spoilers please!", "It does, from March on."],
  de: ["Geht mir auch so.", "Bitte nicht spoilern!"],
  fr: ["Pareil pour moi.", "Pas de divulgâchage !"],
  es: ["Igual yo.", "¡Sin destripes!"],
  pt: ["Eu também.", "Sem spoilers, por favor!"],
  ja: ["私もです。", "ネタバレなしで！"],
  ar: ["وأنا كذلك.", "بلا حرق للأحداث!"],
  hi: ["मैं भी।", "कहानी मत बताओ!"],
};

/** Nothing but the tag: what most people write, and alike. */
export const BARE = [
  ...Array.from({ length: 40 }, () => "#AmazonCart"),
  ...Array.from({ length: 6 }, () => "#amazoncart"),
  ...Array.from({ length: 4 }, () => "#AMAZONCART"),
  ...Array.from({ length: 8 }, () => "#AmazonBasket"),
  "#AmazonCart #AmazonBasket",
  "#amazonbasket #amazoncart",
];
