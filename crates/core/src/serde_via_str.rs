//! Types that are written as one text: in storage and in messages they are what `Display` and `FromStr` say.

/// Gives a type the conversions that `#[serde(try_from = "String", into = "String")]` asks for.
macro_rules! serde_via_str {
    ($type:ty, $error:ty) => {
        impl TryFrom<String> for $type {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.to_string()
            }
        }
    };
}
