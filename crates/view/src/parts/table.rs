//! Tables that become cards on a narrow page.

use yew::{Html, html};

/// What stands in a cell.
pub(crate) type Cell = Html;

/// A table. The first cell of each row names the row. On a narrow page every row becomes a card
/// and every cell carries its column's name; the roles keep it a table for screen readers there.
pub(crate) fn table(caption: String, heads: &[String], rows: Vec<Vec<Cell>>) -> Html {
    html! {
        <table role="table">
            <caption>{ caption }</caption>
            <thead role="rowgroup">
                <tr role="row">
                    { for heads.iter().map(|head| html! {
                        <th role="columnheader" scope="col">{ head }</th>
                    }) }
                </tr>
            </thead>
            <tbody role="rowgroup">{ for rows.into_iter().map(|cells| row(heads, cells)) }</tbody>
        </table>
    }
}

fn row(heads: &[String], cells: Vec<Cell>) -> Html {
    let cell = |(index, cell): (usize, Cell)| {
        let head = heads.get(index).cloned();
        if index == 0 {
            html! { <th role="rowheader" scope="row">{ cell }</th> }
        } else {
            html! { <td role="cell" data-head={head}>{ cell }</td> }
        }
    };
    html! { <tr role="row">{ for cells.into_iter().enumerate().map(cell) }</tr> }
}
