//! The app for coordinators and other staff.

fn main() {
    web::start(view::Bundle::Staff);
}
