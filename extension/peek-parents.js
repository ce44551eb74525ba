// Runs where insights are on and a reply with a hashtag does not show which post it answers: what the page's own store has
// of such replies. As peek.js, it only reads, and may find nothing.
(() => {
  try {
    const element = document.querySelector('#react-root > :first-child');
    const bare = element.wrappedJSObject ?? element;
    const root = bare[Object.keys(bare).find((key) => key.startsWith('__reactProps$'))];
    const { tweets } = root.children.props.children.props.store.getState().entities;
    const tagged = ({ full_text: text }) => /[#＃]amazon(cart|basket)/i.test(text);
    const read = (tweet) => [tweet.id_str, tweet.user, tweet.in_reply_to_status_id_str, tweet.in_reply_to_screen_name].map((part) => String(part ?? '').slice(0, 100));
    return Object.values(tweets.entities).filter(tagged).slice(-500).map(read);
  } catch {
    return [];
  }
})(); //# sourceURL=page
