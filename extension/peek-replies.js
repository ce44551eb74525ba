// Runs once after a reply was sent: the user's replies in the page's own store. As peek.js, it only reads, and may find none.
(() => {
  try {
    const element = document.querySelector('#react-root > :first-child');
    const bare = element.wrappedJSObject ?? element;
    const root = bare[Object.keys(bare).find((key) => key.startsWith('__reactProps$'))];
    const { entities, session } = root.children.props.children.props.store.getState();
    const own = ({ user, in_reply_to_status_id_str: parent }) => typeof parent === 'string' && session.user_id === user;
    const read = ({ id_str: id, in_reply_to_status_id_str: parent, full_text: text }) => [id, parent, text].map((part) => String(part).slice(0, 1000));
    return Object.values(entities.tweets.entities).filter(own).slice(-200).map(read);
  } catch {
    return [];
  }
})(); //# sourceURL=page
