//! The person who reads a page, with everything that decides what they see.

use api::{Contact, Frame, Language, Notice, Route};
use domain::{claim::SchemeState, part::Part, standing::Standing};
use store::{
    Tx,
    course::Course,
    institution::Institution,
    person::{self, Facts},
    registration::Registration,
    scheme::Scheme,
    session::Session,
    visit,
};

use crate::{
    app::App,
    content,
    error::{Error, Result},
};

/// The person who reads a page.
pub(crate) struct Reader {
    pub(crate) session: Session,
    pub(crate) institution: Institution,
    pub(crate) registration: Registration,
    pub(crate) course: Course,
    pub(crate) scheme: Option<Scheme>,
    pub(crate) standing: Standing,
    pub(crate) facts: Option<Facts>,
    pub(crate) name: Option<String>,
    pub(crate) language: Language,
}

impl Reader {
    /// Reads everything.
    pub(crate) fn load(app: &App, tx: &mut Tx<'_>, session: Session) -> Result<Self> {
        let around = visit::around(tx, &session)?;
        let facts = match &around.scheme {
            Some(scheme) => person::facts(
                tx,
                scheme.id,
                session.person,
                content::CODE_VERSION,
                &app.bank.id(),
            )?,
            None => None,
        };
        Ok(Self {
            language: language(&session, &around.institution),
            session,
            institution: around.institution,
            registration: around.registration,
            course: around.course,
            scheme: around.scheme,
            standing: around.standing,
            facts,
            name: around.called,
        })
    }

    /// The scheme, once somebody looks after it.
    pub(crate) fn active(&self) -> Option<&Scheme> {
        self.scheme
            .as_ref()
            .filter(|scheme| scheme.state == SchemeState::Active)
    }

    /// The part in the scheme; none where the reader is no member.
    pub(crate) fn part(&self) -> Option<Part> {
        self.active()?;
        self.facts.as_ref().map(Facts::part)
    }

    /// The scheme and the facts of a reader who may do what `may` says.
    pub(crate) fn with_part(&self, may: impl Fn(Part) -> bool) -> Result<(&Scheme, &Facts)> {
        let refused = || Error::forbidden("not-allowed");
        let scheme = self.active().ok_or_else(refused)?;
        let facts = self.facts.as_ref().ok_or_else(refused)?;
        if may(facts.part()) {
            Ok((scheme, facts))
        } else {
            Err(refused())
        }
    }

    /// The scheme, for its coordinator.
    pub(crate) fn coordinated(&self) -> Result<&Scheme> {
        self.with_part(|part| part == Part::Coordinator)
            .map(|(scheme, _)| scheme)
    }

    /// The pages this reader may open, home first.
    pub(crate) fn nav(&self) -> Vec<Route> {
        match self.part() {
            Some(Part::Coordinator) => vec![
                Route::Home,
                Route::Groups,
                Route::People,
                Route::Scores,
                Route::Code,
                Route::Quiz,
            ],
            Some(Part::Candidate(_) | Part::Mentor) => {
                vec![Route::Home, Route::Code, Route::Quiz]
            }
            Some(Part::Mentee | Part::Asked | Part::Out | Part::Staff) => {
                vec![Route::Home, Route::Code]
            }
            Some(Part::Outside) | None => vec![Route::Home],
        }
    }

    /// What stands around every page.
    pub(crate) fn frame(&self, app: &App, base: &str, notice: Option<Notice>) -> Frame {
        let languages = offered(&self.institution);
        Frame {
            base: base.to_owned(),
            form_token: app.secrets.form_token(self.session.id),
            language: self.language,
            languages,
            time_zone: self.institution.time_zone.clone(),
            scheme: self
                .scheme
                .as_ref()
                .map_or_else(|| self.course.title.clone(), |scheme| scheme.name.clone()),
            course: self.course.title.clone(),
            course_url: self.session.return_url.clone(),
            me: self.name.clone(),
            staff: self.standing.staff() || self.part() == Some(Part::Coordinator),
            nav: self.nav(),
            contact: self.contact(),
            help: format!(
                "/help/{}?lang={}",
                self.institution.slug,
                self.language.tag()
            ),
            notice,
        }
    }

    fn contact(&self) -> Contact {
        self.scheme
            .as_ref()
            .map(|scheme| Contact {
                name: scheme.contact.name.clone(),
                phone: scheme.contact.phone.clone(),
                room: scheme.contact.room.clone(),
            })
            .unwrap_or_default()
    }
}

/// The languages an institution offers that we speak.
pub(crate) fn offered(institution: &Institution) -> Vec<Language> {
    institution
        .languages
        .iter()
        .filter_map(|tag| Language::from_tag(tag))
        .collect()
}

fn language(session: &Session, institution: &Institution) -> Language {
    let offered = offered(institution);
    session
        .language
        .as_deref()
        .and_then(Language::from_tag)
        .filter(|language| offered.contains(language))
        .or(offered.first().copied())
        .unwrap_or_default()
}
