//! The app for students.

fn main() {
    web::start(view::Bundle::Student);
}
