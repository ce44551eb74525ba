// X's words in three languages, where a test may meet them. The English of toasts and errors, and "Your post was
// sent." in all three, were seen; the other German and Japanese is ours, in X's manner: no test should lean on it.

const WORDS = {
  sent: ["Your post was sent.", "Dein Post wurde gesendet.", "ポストを送信しました。"],
  view: ["View", "Ansehen", "表示"],
  help: ["Learn more", "Mehr erfahren", "詳細はこちら"],
  duplicate: ["Whoops! You already said that.", "Hoppla! Das hast du schon gesagt.", "すでに同じ内容をポストしています。"],
  limit: ["You are over the daily limit for sending posts.", "Du hast das Tageslimit für Posts erreicht.", "1日に送信できるポストの上限を超えました。"],
  closed: ["Only some accounts can reply.", "Nur einige Accounts können antworten.", "一部のアカウントのみが返信できます。"],
  gone: ["The post you are trying to reply to has been deleted or is not visible to you.", "Der Post, auf den du antworten möchtest, wurde gelöscht oder ist für dich nicht sichtbar.", "返信先のポストは削除されたか、表示できません。"],
  suspended: ["Your account is suspended and is not permitted to send posts.", "Dein Account ist gesperrt und darf keine Posts senden.", "アカウントが凍結されているため、ポストを送信できません。"],
  locked: ["Your account has been locked.", "Dein Account wurde vorübergehend gesperrt.", "アカウントがロックされています。"],
  automated: ["This request looks like it might be automated.", "Diese Anfrage wirkt automatisiert.", "この操作は自動化されている可能性があります。"],
  phone: ["You have reached your daily limit for this action. Please add a phone to your account to remove the limit.", "Du hast dein Tageslimit für diese Aktion erreicht.", "この操作の1日の上限に達しました。"],
  addPhone: ["Add phone", "Telefon hinzufügen", "電話を追加"],
  long: ["The text of your post exceeds the maximum allowed limit.", "Der Text deines Posts ist zu lang.", "ポストのテキストが長すぎます。"],
  rated: ["Sorry, you are rate limited. Please wait a few moments then try again.", "Leider ist deine Nutzung gerade begrenzt.", "現在、利用が制限されています。"],
  outdated: ["Your account may not be allowed to perform this action. Please refresh the page and try again.", "Dein Account darf das vielleicht nicht. Lade die Seite neu.", "この操作は許可されていない可能性があります。ページを再読み込みしてください。"],
  refresh: ["Refresh", "Neu laden", "再読み込み"],
  error: ["Something went wrong, but don’t fret — it’s not your fault.", "Etwas ist schiefgelaufen, aber das liegt nicht an dir.", "問題が発生しましたが、あなたのせいではありません。"],
  generic: ["Something went wrong, but don’t fret — let’s give it another shot.", "Etwas ist schiefgelaufen, aber keine Sorge: Versuche es noch einmal.", "問題が発生しましたが、ご安心ください。もう一度お試しください。"],
  later: ["Something went wrong. Try sending your post again in a minute.", "Etwas ist schiefgelaufen. Sende deinen Post in einer Minute noch einmal.", "問題が発生しました。1分後にもう一度ポストしてください。"],
  reply: ["Reply", "Antworten", "返信"],
  post: ["Post", "Posten", "ポストする"],
  replyCount: ["$ Replies. Reply", "$ Antworten. Antworten", "$件の返信。返信する"],
  yourReply: ["Post your reply", "Poste deine Antwort", "返信をポスト"],
  whatsHappening: ["What’s happening?", "Was gibt’s Neues?", "いまどうしてる？"],
  discover: ["Discover more", "Mehr entdecken", "もっと見つける"],
  discoverAbout: ["Sourced from across X", "Aus ganz X", "X全体から"],
  replyingTo: ["Replying to ", "Antwort an ", "返信先: "],
  and: [" and ", " und ", "さん、"],
  showReplies: ["Show replies", "Antworten anzeigen", "返信を表示"],
  moreReplies: ["Show more replies", "Mehr Antworten anzeigen", "返信をさらに表示"],
  spamReplies: ["Show probable spam", "Möglichen Spam anzeigen", "スパムの可能性がある返信を表示"],
  gonePost: ["This Post is unavailable.", "Dieser Post ist nicht verfügbar.", "このポストは表示できません。"],
  relevant: ["Relevant", "Relevant", "関連度"],
  quotes: ["View quotes", "Zitate anzeigen", "引用を表示"],
  likedPost: ["liked your post", "gefällt dein Post", "さんがあなたのポストをいいねしました"],
  followedYou: ["followed you", "folgt dir jetzt", "さんにフォローされました"],
  repostedPost: ["reposted your post", "hat deinen Post gerepostet", "さんがあなたのポストをリポストしました"],
  showMore: ["Show more", "Mehr anzeigen", "さらに表示"],
  close: ["Close", "Schließen", "閉じる"],
  drafts: ["Drafts", "Entwürfe", "下書き"],
  whoCanReply: ["Who can reply?", "Wer kann antworten?", "返信できるアカウント"],
  gotIt: ["Got it", "Verstanden", "OK"],
  savePost: ["Save post?", "Post speichern?", "ポストを保存しますか？"],
  saveText: ["You can save this to send later from your drafts.", "Du kannst ihn als Entwurf speichern und später senden.", "下書きに保存して、後で送信できます。"],
  save: ["Save", "Speichern", "保存"],
  discard: ["Discard", "Verwerfen", "破棄"],
  back: ["Back", "Zurück", "戻る"],
  loginToReply: ["You’ll need to log in before you can reply to this post.", "Du musst dich anmelden, um auf diesen Post zu antworten.", "このポストに返信するにはログインしてください。"],
  login: ["Log in", "Anmelden", "ログイン"],
  signup: ["Sign up", "Registrieren", "登録する"],
};

/** What the user wrote into a composer before; see the switch `draft`. */
export const OWN_WORDS = "my own words";

const LANGUAGES = ["en", "de", "ja"];

/** A text in a language of the page; English where X's words are not known. `$` stands for `value`. */
export function word(key, lang = "en", value = "") {
  const at = Math.max(0, LANGUAGES.indexOf(lang.split("-")[0]));
  return WORDS[key][at].replace("$", value);
}
