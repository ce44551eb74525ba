//! What X's notices say about a reply that was not posted. Toasts and errors carry no code in the page, so their text is
//! nearly all there is; what is not certain stays unnamed.

use hashcart_core::ending::Notice;
use hashcart_core::fault::FaultCode::{self, *};

/// Reads a notice: its text, where its link leads, whether it has a button, whether it stands in the box itself.
#[must_use]
pub fn read(words: &str, link: Option<&str>, button: bool, inline: bool) -> Notice {
    let sign = by_sign(link, button, inline);
    Notice { code: named(words), refusal: sign.or_else(|| look_up(REFUSAL_WORDS, words)), inline }
}

/// What a notice of X's says, a toast's or the reply box's own. `None` for words that are not known, and for words
/// that say two things.
#[must_use]
pub fn named(words: &str) -> Option<FaultCode> {
    look_up(WORDS, words)
}

fn look_up(rows: &[NoticeText], words: &str) -> Option<FaultCode> {
    // No notice is so long: it is the words of some post.
    if words.len() > NOTICE_BYTES {
        return None;
    }
    let words = plain(words);
    let mut codes = rows.iter().filter(|(_, _, piece)| words.contains(piece)).map(|(code, _, _)| *code);
    let first = codes.next()?;
    codes.all(|code| code == first).then_some(first)
}

/// Lower case, plain apostrophes, single spaces.
fn plain(words: &str) -> String {
    let words =
        words.to_lowercase().replace(['\u{2018}', '\u{2019}', '\u{2BC}', '\u{FF07}', '`', '\u{B4}'], "'");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest notice that is read, in bytes.
const NOTICE_BYTES: usize = 4096;

/// What the link or button of a refusal's notice says, in every language (X's error handlers of 2025-11): 344 offers to
/// add a phone, 32 has the one notice with a button and no link, which loads the page again.
fn by_sign(link: Option<&str>, button: bool, inline: bool) -> Option<FaultCode> {
    match link {
        Some(link) if path_of(link).starts_with("/settings/phone") => Some(ReplyLimit),
        None if button && !inline => Some(PageOutdated),
        _ => None,
    }
}

/// The path of an address of X's, whole or not.
fn path_of(link: &str) -> &str {
    let path = link.strip_prefix("https://").and_then(|rest| rest.find('/').and_then(|at| rest.get(at..)));
    path.unwrap_or(link)
}

/// A text of X's: what it means, its language, and a piece of it in lower case, with `'` for every apostrophe, long
/// enough to stand in no other notice.
type NoticeText = (FaultCode, &'static str, &'static str);

/// Left out on purpose: "Something went wrong …" (X's words for everything else), "Sorry, you are rate limited." and
/// "You have reached your daily limit for this action." (any action's, a like's too), "Sorry, that post has been
/// deleted." and "Sorry, this account has been suspended." (somebody else's).
const WORDS: &[NoticeText] = &[
    // X's client, its texts in six languages, 2025-07: a post it refused.
    (ReplyDuplicate, "en", "whoops! you already said that"),
    (ReplyDuplicate, "de", "das hast du schon gesagt"),
    (ReplyDuplicate, "ja", "すでに同じツイートを送信"),
    (ReplyDuplicate, "es", "eso ya lo dijiste"),
    (ReplyDuplicate, "fr", "vous avez déjà dit ça"),
    (ReplyDuplicate, "pt", "você já disse isso"),
    (ReplyLimit, "en", "over the daily limit for sending posts"),
    (ReplyLimit, "de", "tageslimit für das senden von posts überschritten"),
    (ReplyLimit, "ja", "1日に送信可能なポストの制限数を超えて"),
    (ReplyLimit, "es", "límite diario para enviar posts"),
    (ReplyLimit, "fr", "limite quotidienne d'envoi de posts"),
    (ReplyLimit, "pt", "limite diário de envio de posts"),
    (TweetDeleted, "en", "trying to reply to has been deleted"),
    (TweetDeleted, "de", "auf den du antworten möchtest, wurde gelöscht"),
    (TweetDeleted, "ja", "返信しようとしているポストは削除"),
    (TweetDeleted, "es", "le intentas responder se eliminó"),
    (TweetDeleted, "fr", "vous essayez de répondre a été supprimé"),
    (TweetDeleted, "pt", "está tentando responder foi excluído"),
    (AccountSuspended, "en", "your account is suspended and is not permitted to send posts"),
    (AccountSuspended, "de", "dein account ist gesperrt und darf keine posts senden"),
    (AccountSuspended, "ja", "アカウントは凍結されているため、ポスト"),
    (AccountSuspended, "es", "tu cuenta está suspendida y no tiene permitido enviar posts"),
    (AccountSuspended, "fr", "votre compte est suspendu et n'est pas autorisé à envoyer"),
    (AccountSuspended, "pt", "sua conta está suspensa e não-lhe é permitido enviar posts"),
    // The same in more languages, 2025-07.
    (ReplyDuplicate, "pl", "ups! to już zostało powiedziane"),
    (ReplyDuplicate, "cs", "jejda, tohle už jste řekli"),
    (ReplyDuplicate, "ro", "ups! deja ai spus asta"),
    (ReplyDuplicate, "fi", "hups! sanoit tuon jo"),
    (ReplyLimit, "pl", "dzienny limit wysyłania wpisów"),
    (ReplyLimit, "cs", "denní limit odeslaných postů"),
    (ReplyLimit, "ro", "limita zilnică de postări trimise"),
    (ReplyLimit, "fi", "päivittäisen julkaisujen lähetysrajan"),
    (TweetDeleted, "pl", "na który próbujesz odpowiedzieć, został usunięty"),
    (TweetDeleted, "cs", "na který se snažíte odpovědět, byl smazán"),
    (TweetDeleted, "ro", "la care încerci să răspunzi a fost ștearsă"),
    (TweetDeleted, "fi", "johon yrität vastata, on poistettu"),
    (AccountSuspended, "pl", "zostało zawieszone i nie możesz wysyłać wpisów"),
    (AccountSuspended, "cs", "pozastavený účet, nemůžete posílat posty"),
    (AccountSuspended, "ro", "este suspendat și nu ai permisiunea de a trimite postări"),
    (AccountSuspended, "fi", "jäädytetty eikä saa lähettää julkaisuja"),
    // The same, 2025-07: a request it refused. The Japanese text of the temporary block is a refused follow's too.
    (LooksAutomated, "en", "request looks like it might be automated"),
    (LooksAutomated, "de", "diese anfrage scheint automatisiert zu sein"),
    (LooksAutomated, "ja", "コンピュータによる自動的なものと判断"),
    (LooksAutomated, "es", "esta solicitud parece automatizada"),
    (LooksAutomated, "fr", "cette demande semble être automatisée"),
    (LooksAutomated, "pt", "esta solicitação parece ser automatizada"),
    (ReplyLimit, "en", "account is temporarily blocked from sending posts"),
    (ReplyLimit, "de", "account vorübergehend gesperrt und kann keine posts senden"),
    (ReplyLimit, "es", "esta cuenta no podrá enviar posts temporalmente"),
    (ReplyLimit, "fr", "temporairement interdit à ce compte de publier des posts"),
    (ReplyLimit, "pt", "conta está temporariamente bloqueada para enviar posts"),
    // The same, 2025-07: no line, or too many on it.
    (Network, "en", "looks like you lost your connection"),
    (Network, "en", "seems like you lost connectivity"),
    (Network, "en", "x is over capacity"),
    (Network, "de", "anscheinend wurde deine verbindung unterbrochen"),
    (Network, "de", "anscheinend hast du die verbindung verloren"),
    (Network, "de", "x ist überlastet"),
    (Network, "ja", "接続が失われました"),
    (Network, "ja", "xにアクセスが集中しています"),
    (Network, "es", "parece que se interrumpió tu conexión"),
    (Network, "es", "parece que perdiste conectividad"),
    (Network, "es", "x está saturado"),
    (Network, "fr", "il semble que vous avez perdu votre connexion"),
    (Network, "fr", "x est surchargé"),
    (Network, "pt", "parece que você perdeu a conexão"),
    (Network, "pt", "o x está sobrecarregado"),
    // X's client, 2025-07 (English), and its GraphQL answers, 2026-08: who may reply.
    (SignedOut, "en", "need to log in before you can reply"),
    (ReplyRestricted, "en", "only some accounts can reply"),
    // The API's refusals 433 and 326, whose words the page may show; the page of a locked account, 2024.
    (ReplyRestricted, "en", "author restricted who can reply"),
    (AccountLocked, "en", "this account is temporarily locked"),
    (AccountLocked, "en", "your account has been locked"),
    // Not seen: in X's manner, as `tests/replica` shows them, and the renamed post in Japanese.
    (ReplyDuplicate, "ja", "すでに同じポストを送信"),
    (ReplyDuplicate, "ja", "すでに同じ内容をポスト"),
    (ReplyLimit, "de", "du hast das tageslimit für posts erreicht"),
    (ReplyLimit, "ja", "1日に送信できるポストの上限を超え"),
    (ReplyRestricted, "de", "nur einige accounts können antworten"),
    (ReplyRestricted, "ja", "一部のアカウントのみが返信できます"),
    (TweetDeleted, "ja", "返信先のポストは削除"),
    (AccountSuspended, "ja", "アカウントが凍結されているため、ポスト"),
    (AccountLocked, "de", "dein account wurde vorübergehend gesperrt"),
    (AccountLocked, "ja", "アカウントがロックされています"),
    (LooksAutomated, "de", "diese anfrage wirkt automatisiert"),
    (LooksAutomated, "ja", "この操作は自動化されている可能性"),
    (SignedOut, "de", "anmelden, um auf diesen post zu antworten"),
    (SignedOut, "ja", "このポストに返信するにはログイン"),
];

/// X's words that other actions' notices have as well: they count once it is certain that the reply was refused (X's
/// client, 2025-07, eight languages: what 88, 344 and 186 show).
const REFUSAL_WORDS: &[NoticeText] = &[
    (ReplyLimit, "en", "sorry, you are rate limited"),
    (ReplyLimit, "cs", "litujeme, ale dosáhli jste limitu"),
    (ReplyLimit, "da", "du er underlagt en begrænsning"),
    (ReplyLimit, "fi", "toimintojesi määrää on rajoitettu"),
    (ReplyLimit, "hr", "vaše je korištenje nažalost ograničeno"),
    (ReplyLimit, "pl", "limit dostępu został przekroczony"),
    (ReplyLimit, "ro", "ne pare rău, ai atins limita"),
    (ReplyLimit, "en", "reached your daily limit for this action"),
    (ReplyLimit, "cs", "u této akce jste dosáhli denního limitu"),
    (ReplyLimit, "da", "nået din daglige grænse for denne handling"),
    (ReplyLimit, "fi", "päivittäisten enimmäiskäyttökertojen määrän"),
    (ReplyLimit, "hr", "dosegli ste dnevno ograničenje za ovu radnju"),
    (ReplyLimit, "pl", "dzienny limit tej czynności"),
    (ReplyLimit, "ro", "atins limita zilnică pentru această acțiune"),
    (ReplyTooLong, "en", "text of your post exceeds the maximum allowed limit"),
    (ReplyTooLong, "cs", "překročili povolený počet znaků"),
    (ReplyTooLong, "fi", "julkaisussa on liian monta merkkiä"),
    // What it says of a post that it refused for a reason without words of its own, such as 433.
    (ReplyDeclined, "en", "try sending your post again in a minute"),
    (ReplyDeclined, "cs", "zkuste post za chvíli odeslat znovu"),
    (ReplyDeclined, "fi", "yritä lähettää julkaisu hetken kuluttua"),
    (ReplyDeclined, "pl", "spróbuj ponownie wysłać ten wpis"),
    (ReplyDeclined, "ro", "încearcă din nou să trimiți postarea"),
    // Not seen: in X's manner, as `tests/replica` shows them.
    (ReplyDeclined, "de", "sende deinen post in einer minute noch einmal"),
    (ReplyDeclined, "ja", "1分後にもう一度ポスト"),
    (ReplyTooLong, "de", "text deines posts ist zu lang"),
    (ReplyTooLong, "ja", "ポストのテキストが長すぎます"),
    (ReplyLimit, "de", "leider ist deine nutzung gerade begrenzt"),
    (ReplyLimit, "ja", "現在、利用が制限されています"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_replica_have_names() {
        // `tests/replica/data/words.mjs`, in English, German and Japanese.
        for (code, words) in [
            (
                ReplyDuplicate,
                [
                    "Whoops! You already said that.",
                    "Hoppla! Das hast du schon gesagt.",
                    "すでに同じ内容をポストしています。",
                ],
            ),
            (
                ReplyLimit,
                [
                    "You are over the daily limit for sending posts.",
                    "Du hast das Tageslimit für Posts erreicht.",
                    "1日に送信できるポストの上限を超えました。",
                ],
            ),
            (
                ReplyRestricted,
                [
                    "Only some accounts can reply.",
                    "Nur einige Accounts können antworten.",
                    "一部のアカウントのみが返信できます。",
                ],
            ),
            (
                TweetDeleted,
                [
                    "The post you are trying to reply to has been deleted or is not visible to you.",
                    "Der Post, auf den du antworten möchtest, wurde gelöscht oder ist für dich nicht sichtbar.",
                    "返信先のポストは削除されたか、表示できません。",
                ],
            ),
            (
                AccountSuspended,
                [
                    "Your account is suspended and is not permitted to send posts.",
                    "Dein Account ist gesperrt und darf keine Posts senden.",
                    "アカウントが凍結されているため、ポストを送信できません。",
                ],
            ),
            (
                AccountLocked,
                [
                    "Your account has been locked.",
                    "Dein Account wurde vorübergehend gesperrt.",
                    "アカウントがロックされています。",
                ],
            ),
            (
                LooksAutomated,
                [
                    "This request looks like it might be automated.",
                    "Diese Anfrage wirkt automatisiert.",
                    "この操作は自動化されている可能性があります。",
                ],
            ),
            (
                SignedOut,
                [
                    "You’ll need to log in before you can reply to this post.",
                    "Du musst dich anmelden, um auf diesen Post zu antworten.",
                    "このポストに返信するにはログインしてください。",
                ],
            ),
        ] {
            for text in words {
                assert_eq!(named(text), Some(code), "{text}");
            }
        }
    }

    #[test]
    fn the_words_of_x_have_names() {
        for (code, words) in [
            (ReplyDuplicate, "¡Ups! Eso ya lo dijiste."),
            (ReplyDuplicate, "Oups\u{A0}! Vous avez déjà dit ça."),
            (ReplyDuplicate, "WHOOPS!\n You already said that. Learn more"),
            (ReplyDuplicate, "すでに同じツイートを送信済みです。"),
            (ReplyLimit, "Vous avez dépassé la limite quotidienne d’envoi de posts."),
            (ReplyLimit, "Você ultrapassou o limite diário de envio de posts."),
            (TweetDeleted, "The post you’re trying to reply to has been deleted"),
            (AccountSuspended, "Votre compte est suspendu et n’est pas autorisé à envoyer des posts."),
            (AccountSuspended, "あなたのアカウントは凍結されているため、ポストを投稿することができません。"),
            (Network, "Xにアクセスが集中しています。しばらくしてからやりなおしてください。"),
        ] {
            assert_eq!(named(words), Some(code), "{words}");
        }
    }

    #[test]
    fn other_notices_have_none() {
        for words in [
            "",
            "Your post was sent.View",
            "Dein Post wurde gesendet.",
            "ポストを送信しました。",
            "Post added to your Bookmarks",
            "Added to your Bookmarks",
            "Something went wrong. Try sending your post again in a minute.",
            "Something went wrong, but don’t fret — let’s give it another shot.",
            "問題が発生しました。1分後にもう一度ポストしてください。",
            "Something went wrong. Try liking your post again in a minute.",
            "You have been blocked from following this account at their request.",
            "あなたのアカウントは凍結されており、ユーザーをフォローすることは許可されていません。",
            "Sua conta está suspensa e não está autorizada a seguir usuários.",
            "Sorry, this account has been suspended.",
            "Sorry, dieser Account wurde gesperrt.",
            "Sorry, that post has been deleted.",
            "You are over the daily limit for sending Direct Messages",
            "Dieser Nutzer ist vorübergehend gesperrt",
            "Some unsent posts could not be deleted.",
            "You cannot post or quote external links in replies to this post.",
            "The text of your post exceeds the number of allowed hashtags.",
            "Whoops! You already said that. Your account has been locked.",
        ] {
            assert_eq!(named(words), None, "{words}");
        }
    }

    #[test]
    fn the_rows_are_written_as_they_are_compared() {
        let rows: Vec<NoticeText> = WORDS.iter().chain(REFUSAL_WORDS).copied().collect();
        for (nth, (code, language, piece)) in rows.iter().enumerate() {
            assert_eq!(plain(piece), *piece);
            let long = if *language == "ja" { 8 } else { 14 };
            assert!(piece.chars().count() >= long, "{piece} is short");
            assert!(rows.iter().skip(nth + 1).all(|(_, _, other)| !other.contains(piece)), "{piece} twice");
            assert!(
                FaultCode::ALL.contains(code)
                    && ["en", "de", "ja", "es", "fr", "pt", "cs", "da", "fi", "hr", "pl", "ro"]
                        .contains(language)
            );
        }
    }

    #[test]
    fn a_refusals_notice_is_told_by_its_sign_in_every_language() {
        let notice = |words: &str, link: Option<&str>, button, inline| {
            (words.to_owned(), read(words, link, button, inline))
        };
        let phone = notice("Noe gikk galt.", Some("/settings/phone"), false, false);
        let refresh = notice("Noe gikk galt. Oppdater", None, true, false);
        let help = notice("Noe gikk galt.", Some("https://support.x.com/articles/15367"), false, false);
        let rate = notice(
            "Sorry, you are rate limited. Please wait a few moments then try again.",
            None,
            false,
            false,
        );
        let long = notice("The text of your post exceeds the maximum allowed limit.", None, false, true);
        for ((words, notice), code) in [
            (&phone, Some(ReplyLimit)),
            (&refresh, Some(PageOutdated)),
            (&help, None),
            (&rate, Some(ReplyLimit)),
            (&long, Some(ReplyTooLong)),
        ] {
            assert_eq!(notice.says(true), code, "{words}");
            assert_eq!(notice.says(false), None, "another action's notice may say so too: {words}");
        }
        let whole = notice("", Some("https://x.com/settings/phone?x"), false, false);
        assert_eq!(whole.1.says(true), Some(ReplyLimit));
        assert_eq!(
            notice("Whoops! You already said that.", None, false, true).1.says(false),
            Some(ReplyDuplicate)
        );
    }
}
