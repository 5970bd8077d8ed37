//! Words to begin with, so that nobody starts at an empty page and no customer meets silence meanwhile.

use crate::model::{Localized, Project};

/// One sentence in the languages that we can write it in.
pub struct ReadyWords(&'static [(&'static str, &'static str)]);

impl ReadyWords {
    /// Said when nothing else fits.
    pub const FALLBACK: Self = Self(&[
        ("en", "Sorry, I can’t do that right now. A colleague will help you."),
        ("de", "Das geht gerade leider nicht. Eine Kollegin oder ein Kollege hilft Ihnen weiter."),
        ("fr", "Désolé, ce n’est pas possible pour le moment. Un collègue va vous aider."),
        ("es", "Lo siento, ahora mismo no es posible. Un compañero le ayudará."),
        ("it", "Mi dispiace, al momento non è possibile. Un collega la aiuterà."),
        ("nl", "Sorry, dat lukt nu even niet. Een collega helpt u verder."),
        ("pt", "Lamento, de momento não é possível. Um colega vai ajudar."),
    ]);
    /// Said while a call is still running.
    pub const WAITING: Self = Self(&[
        ("en", "One moment, I am looking that up."),
        ("de", "Einen Moment, ich sehe nach."),
        ("fr", "Un instant, je vérifie."),
        ("es", "Un momento, lo estoy comprobando."),
        ("it", "Un momento, sto controllando."),
        ("nl", "Een ogenblik, ik zoek het op."),
        ("pt", "Um momento, estou a verificar."),
    ]);
    /// Asked before something is changed.
    pub const ASK_FIRST: Self = Self(&[
        ("en", "Shall I do that now?"),
        ("de", "Soll ich das jetzt tun?"),
        ("fr", "Dois-je le faire maintenant ?"),
        ("es", "¿Lo hago ahora?"),
        ("it", "Lo faccio adesso?"),
        ("nl", "Zal ik dat nu doen?"),
        ("pt", "Faço isso agora?"),
    ]);
    /// The customer agrees.
    pub const YES: Self = Self(&[
        ("en", "Yes"),
        ("de", "Ja"),
        ("fr", "Oui"),
        ("es", "Sí"),
        ("it", "Sì"),
        ("nl", "Ja"),
        ("pt", "Sim"),
    ]);
    /// The customer does not agree.
    pub const NO: Self = Self(&[
        ("en", "No"),
        ("de", "Nein"),
        ("fr", "Non"),
        ("es", "No"),
        ("it", "No"),
        ("nl", "Nee"),
        ("pt", "Não"),
    ]);
    /// Said when the customer did not agree.
    pub const DECLINED: Self = Self(&[
        ("en", "All right, I have not changed anything."),
        ("de", "In Ordnung, ich habe nichts geändert."),
        ("fr", "D’accord, je n’ai rien changé."),
        ("es", "De acuerdo, no he cambiado nada."),
        ("it", "Va bene, non ho cambiato nulla."),
        ("nl", "Goed, ik heb niets veranderd."),
        ("pt", "Está bem, não alterei nada."),
    ]);
    /// Said when something was done and there is nothing to tell about it.
    pub const DONE: Self = Self(&[
        ("en", "That is done."),
        ("de", "Das ist erledigt."),
        ("fr", "C’est fait."),
        ("es", "Ya está hecho."),
        ("it", "Fatto."),
        ("nl", "Dat is geregeld."),
        ("pt", "Está feito."),
    ]);
    /// Said over buttons that have no question of their own.
    pub const CHOOSE: Self = Self(&[
        ("en", "What would you like to do?"),
        ("de", "Was möchten Sie tun?"),
        ("fr", "Que souhaitez-vous faire ?"),
        ("es", "¿Qué desea hacer?"),
        ("it", "Che cosa desidera fare?"),
        ("nl", "Wat wilt u doen?"),
        ("pt", "O que deseja fazer?"),
    ]);
    /// Asked for something that is not known; what it is stands behind.
    pub const MISSING: Self = Self(&[
        ("en", "I still need to know:"),
        ("de", "Ich brauche noch:"),
        ("fr", "Il me manque encore :"),
        ("es", "Todavía necesito saber:"),
        ("it", "Mi serve ancora:"),
        ("nl", "Ik heb nog nodig:"),
        ("pt", "Ainda preciso de saber:"),
    ]);

    /// In every language of the project that we know, and in its first one in any case.
    pub fn of(&self, project: &Project) -> Localized {
        let mut words = Localized::default();
        for language in &project.languages {
            if let Some(known) = self.find(language) {
                *words.edit(language) = known.to_owned();
            }
        }
        if words.is_blank() {
            words = Localized::new(project.default_language(), self.0.first().map_or("", |first| first.1));
        }
        words
    }

    fn find(&self, language: &str) -> Option<&'static str> {
        let base = language.split(['-', '_']).next().unwrap_or(language);
        self.0.iter().find(|(tag, _)| *tag == base).map(|(_, words)| *words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_we_know() {
        let languages = ["en-GB", "de", "tlh"].map(str::to_owned).to_vec();
        let words = ReadyWords::YES.of(&Project { languages, ..Project::default() });
        let said: Vec<_> = words.0.iter().map(|(tag, text)| (tag.as_str(), text.as_str())).collect();
        assert_eq!(said, [("de", "Ja"), ("en-GB", "Yes")]);
        let unknown = Project { languages: vec!["tlh".to_owned()], ..Project::default() };
        assert_eq!(ReadyWords::YES.of(&unknown), Localized::new("tlh", "Yes"));
    }
}
