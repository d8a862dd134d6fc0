//! To be written by the report work.
use yew::prelude::*;
use crate::store::ScreenProps;
#[component]
pub fn ExplainBody(_props: &ScreenProps) -> Html { Html::default() }
