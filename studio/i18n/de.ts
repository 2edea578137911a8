<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Activities</name>
    <message>
        <source>{text} (+{n} more)</source>
        <translation>{text} (+{n} weitere)</translation>
    </message>
</context>
<context>
    <name>ActivityBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the work</source>
        <translation>Die Arbeit abbrechen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>AgainstPanel</name>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Reading what the takes hold of it…</source>
        <translation>Es wird gelesen, was die Aufnahmen davon enthalten…</translation>
    </message>
    <message>
        <source>Score against</source>
        <translation>Score gegen</translation>
    </message>
    <message>
        <source>brighter side by darker side</source>
        <translation>hellere durch dunklere Seite</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>clipped part of the face</source>
        <translation>ausgefressener Teil des Gesichts</translation>
    </message>
    <message>
        <source>distance between the eyes</source>
        <translation>Augenabstand</translation>
    </message>
    <message>
        <source>distance to the camera</source>
        <translation>Abstand zur Kamera</translation>
    </message>
    <message>
        <source>lighting</source>
        <translation>Beleuchtung</translation>
    </message>
    <message>
        <source>luma of the face</source>
        <translation>Helligkeit des Gesichts</translation>
    </message>
    <message>
        <source>pitch of the head</source>
        <translation>Neigung des Kopfes vor und zurück</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>sharpness of the face</source>
        <translation>Schärfe des Gesichts</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>width of the face in the picture</source>
        <translation>Breite des Gesichts im Bild</translation>
    </message>
    <message>
        <source>yaw of the head, without its sign</source>
        <translation>Drehung des Kopfes, ohne Vorzeichen</translation>
    </message>
    <message>
        <source>{n} in all</source>
        <translation>{n} im Ganzen</translation>
    </message>
</context>
<context>
    <name>AmendBar</name>
    <message>
        <source>Begin here ({key})</source>
        <translation>Hier beginnen ({key})</translation>
    </message>
    <message>
        <source>Blind review</source>
        <translation>Blinde Prüfung</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Berichtigungen</translation>
    </message>
    <message>
        <source>End here ({key})</source>
        <translation>Hier enden ({key})</translation>
    </message>
    <message>
        <source>Hides scores, maps and what others said until you have decided.</source>
        <translation>Verbirgt Scores, Karten und die Aussagen anderer, bis Sie entschieden haben.</translation>
    </message>
    <message>
        <source>Label as it should be</source>
        <translation>Kennzeichnung, wie sie sein sollte</translation>
    </message>
    <message>
        <source>No trim</source>
        <translation>Kein Ausschnitt</translation>
    </message>
    <message>
        <source>Relabel</source>
        <translation>Umkennzeichnen</translation>
    </message>
    <message>
        <source>Take back ({key})</source>
        <translation>Zurücknehmen ({key})</translation>
    </message>
    <message>
        <source>{label} by {reviewer}, recorded as {recorded}</source>
        <translation>{label} von {reviewer}, aufgenommen als {recorded}</translation>
    </message>
</context>
<context>
    <name>BesideView</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the take beside</source>
        <translation>Zweite Aufnahme schließen</translation>
    </message>
    <message>
        <source>Frame of the take beside</source>
        <translation>Bild der zweiten Aufnahme</translation>
    </message>
    <message>
        <source>Keep the distance in time to the other take</source>
        <translation>Den zeitlichen Abstand zur anderen Aufnahme halten</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Verbunden</translation>
    </message>
</context>
<context>
    <name>CalibratePage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Left out, {why}: {n} takes.</source>
        <translation>Ausgelassen, {why}: {n} Aufnahmen.</translation>
    </message>
    <message>
        <source>No dataset is open. Choose one in the menu File.</source>
        <translation>Kein Datensatz ist offen. Wählen Sie einen im Menü Datei.</translation>
    </message>
    <message>
        <source>No takes to calibrate on. Collect or import some, then come back.</source>
        <translation>Keine Aufnahmen zum Kalibrieren. Sammeln oder importieren Sie welche und kommen Sie zurück.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Reliability</source>
        <translation>Verlässlichkeit</translation>
    </message>
    <message>
        <source>Score against</source>
        <translation>Score gegen</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Wird bewertet</translation>
    </message>
    <message>
        <source>Stopped. Come back to this layout to go on.</source>
        <translation>Angehalten. Kommen Sie zu dieser Ansicht zurück, um fortzufahren.</translation>
    </message>
    <message>
        <source>Takes without a score here, on which the signal abstains: {n}.</source>
        <translation>Aufnahmen ohne Score, zu denen sich das Signal enthält: {n}.</translation>
    </message>
    <message>
        <source>The takes are being scored. Scores that are made are kept.</source>
        <translation>Die Aufnahmen werden bewertet. Fertige Scores bleiben.</translation>
    </message>
    <message>
        <source>Uncalibrated: an accept also takes two families of signals, which these rates leave out.</source>
        <translation>Unkalibriert: Ein Annehmen braucht auch zwei Gruppen von Signalen; das lassen diese Raten aus.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Weights are tried out, they are in no profile.</source>
        <translation>Gewichte werden ausprobiert, sie sind in keinem Profil.</translation>
    </message>
    <message>
        <source>Who caught what</source>
        <translation>Wer erkannte was</translation>
    </message>
    <message>
        <source>a fresh pass with the parameters tried out</source>
        <translation>ein neuer Durchgang mit den ausprobierten Parametern</translation>
    </message>
    <message>
        <source>no threshold can be chosen for {name}</source>
        <translation>für {name} kann keine Schwelle gewählt werden</translation>
    </message>
    <message>
        <source>try other weights</source>
        <translation>andere Gewichte ausprobieren</translation>
    </message>
    <message>
        <source>{name} of {take}, {label}: {how}</source>
        <translation>{name} von {take}, {label}: {how}</translation>
    </message>
    <message>
        <source>{name} says nothing in this take.</source>
        <translation>{name} sagt in dieser Aufnahme nichts.</translation>
    </message>
    <message>
        <source>{n} of these {all} takes were fitted to: their rates flatter.</source>
        <translation>an {n} dieser {all} Aufnahmen wurde angepasst: ihre Raten schmeicheln.</translation>
    </message>
    <message>
        <source>{takes} takes of {people} people</source>
        <translation>{takes} Aufnahmen von {people} Personen</translation>
    </message>
    <message>
        <source>{what}: wait until that is done, or cancel it</source>
        <translation>{what}: warten Sie, bis das fertig ist, oder brechen Sie ab</translation>
    </message>
</context>
<context>
    <name>CalibrateState</name>
    <message>
        <source>move the threshold of {name}</source>
        <translation>Schwelle von {name} verschieben</translation>
    </message>
</context>
<context>
    <name>CalibrationOptions</name>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Height of the lit part</source>
        <translation>Höhe der leuchtenden Fläche</translation>
    </message>
    <message>
        <source>Print the board…</source>
        <translation>Tafel drucken …</translation>
    </message>
    <message>
        <source>Show the pattern on this screen</source>
        <translation>Muster auf diesem Bildschirm zeigen</translation>
    </message>
    <message>
        <source>Side of a square</source>
        <translation>Seite eines Quadrats</translation>
    </message>
    <message>
        <source>Squares across</source>
        <translation>Quadrate nebeneinander</translation>
    </message>
    <message>
        <source>Squares across, down</source>
        <translation>Quadrate quer, hoch</translation>
    </message>
    <message>
        <source>Squares down</source>
        <translation>Quadrate untereinander</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Width of the lit part</source>
        <translation>Breite der leuchtenden Fläche</translation>
    </message>
    <message>
        <source>chart of 24 patches</source>
        <translation>Farbtafel mit 24 Feldern</translation>
    </message>
    <message>
        <source>grey card</source>
        <translation>Graukarte</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>CalibrationPage</name>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Record again at another rate</source>
        <translation>Mit anderer Bildrate noch einmal</translation>
    </message>
    <message>
        <source>Save into the camera's profile</source>
        <translation>Ins Profil der Kamera speichern</translation>
    </message>
    <message>
        <source>Start a source in the window first.</source>
        <translation>Zuerst im Fenster eine Quelle starten.</translation>
    </message>
    <message>
        <source>Work out now</source>
        <translation>Jetzt auswerten</translation>
    </message>
    <message>
        <source>it cannot be told: {why}</source>
        <translation>nicht zu erkennen: {why}</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>sieht hin</translation>
    </message>
    <message>
        <source>measured; not saved yet</source>
        <translation>gemessen; noch nicht gespeichert</translation>
    </message>
    <message>
        <source>measured; this source has no name to keep it under</source>
        <translation>gemessen; diese Quelle hat keinen Namen, unter dem es bleiben könnte</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>saved in {path}; takes hold it once the source is opened again</source>
        <translation>gespeichert in {path}; Aufnahmen enthalten es, sobald die Quelle neu geöffnet ist</translation>
    </message>
    <message>
        <source>working it out</source>
        <translation>wird ausgewertet</translation>
    </message>
    <message>
        <source>{done:.1f} of {of:.0f} s</source>
        <translation>{done:.1f} von {of:.0f} s</translation>
    </message>
    <message>
        <source>{done} of {of} mirrors</source>
        <translation>{done} von {of} Spiegeln</translation>
    </message>
    <message>
        <source>{done} of {of} pairs</source>
        <translation>{done} von {of} Paaren</translation>
    </message>
    <message>
        <source>{done} of {of} pictures</source>
        <translation>{done} von {of} Bildern</translation>
    </message>
    <message>
        <source>{done} of {of} views</source>
        <translation>{done} von {of} Ansichten</translation>
    </message>
</context>
<context>
    <name>CalibrationPicture</name>
    <message>
        <source>Drawing of what to do</source>
        <translation>Zeichnung: was zu tun ist</translation>
    </message>
</context>
<context>
    <name>CalibrationResult</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>CalibrationView</name>
    <message>
        <source>Picture of the camera</source>
        <translation>Bild der Kamera</translation>
    </message>
</context>
<context>
    <name>CalibrationWindow</name>
    <message>
        <source>Board to print (*.pdf *.png)</source>
        <translation>Tafel zum Drucken (*.pdf *.png)</translation>
    </message>
    <message>
        <source>Calibrate the camera</source>
        <translation>Kamera kalibrieren</translation>
    </message>
    <message>
        <source>This source has no name to keep a profile under.</source>
        <translation>Diese Quelle hat keinen Namen, unter dem ein Profil bleiben könnte.</translation>
    </message>
    <message>
        <source>What is calibrated</source>
        <translation>Was kalibriert wird</translation>
    </message>
    <message>
        <source>Write the board to print</source>
        <translation>Tafel zum Drucken schreiben</translation>
    </message>
    <message>
        <source>board written: print {path} at 100 %</source>
        <translation>Tafel geschrieben: {path} mit 100 % drucken</translation>
    </message>
    <message>
        <source>measured on {day}</source>
        <translation>gemessen am {day}</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>{name}: {have} of {all} measured</source>
        <translation>{name}: {have} von {all} gemessen</translation>
    </message>
</context>
<context>
    <name>CameraControls</name>
    <message>
        <source>Camera controls</source>
        <translation>Kameraeinstellungen</translation>
    </message>
    <message>
        <source>Check by the picture</source>
        <translation>Am Bild prüfen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Frames per second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source>Halves and doubles the exposure for a second, and looks at the face.</source>
        <translation>Halbiert und verdoppelt die Belichtung für eine Sekunde und sieht auf das Gesicht.</translation>
    </message>
    <message>
        <source>Leave all to the camera</source>
        <translation>Alles der Kamera überlassen</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Load the preset</source>
        <translation>Voreinstellung laden</translation>
    </message>
    <message>
        <source>Lock all as they are</source>
        <translation>Alle festhalten, wie sie sind</translation>
    </message>
    <message>
        <source>Name of a preset</source>
        <translation>Name einer Voreinstellung</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Voreinstellung</translation>
    </message>
    <message>
        <source>No exposure that can be locked</source>
        <translation>Keine Belichtung zum Festhalten</translation>
    </message>
    <message>
        <source>Open again so</source>
        <translation>So noch einmal öffnen</translation>
    </message>
    <message>
        <source>Open the camera again in this format</source>
        <translation>Die Kamera in diesem Format noch einmal öffnen</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the preset</source>
        <translation>Voreinstellung entfernen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the preset</source>
        <translation>Voreinstellung speichern</translation>
    </message>
    <message>
        <source>Size of the picture</source>
        <translation>Größe des Bildes</translation>
    </message>
    <message>
        <source>Start a camera to see its controls.</source>
        <translation>Starten Sie eine Kamera, um ihre Einstellungen zu sehen.</translation>
    </message>
    <message>
        <source>The exposure is NOT locked: takes are marked so</source>
        <translation>Die Belichtung ist NICHT fest: Aufnahmen werden so vermerkt</translation>
    </message>
    <message>
        <source>The exposure is left to the camera</source>
        <translation>Die Belichtung bleibt der Kamera überlassen</translation>
    </message>
    <message>
        <source>The exposure is locked, as the camera says</source>
        <translation>Die Belichtung ist fest, sagt die Kamera</translation>
    </message>
    <message>
        <source>actual</source>
        <translation>tatsächlich</translation>
    </message>
    <message>
        <source>actual: {w} x {h}, {fps} fps</source>
        <translation>tatsächlich: {w} x {h}, {fps} Bilder/s</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie es ist</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>looking, hold still…</source>
        <translation>wird angesehen, halten Sie still…</translation>
    </message>
    <message>
        <source>not checked by the picture yet</source>
        <translation>noch nicht am Bild geprüft</translation>
    </message>
    <message>
        <source>the camera ignores it: {slope:.2f} stops per stop, by {where}</source>
        <translation>die Kamera beachtet sie nicht: {slope:.2f} Blenden je Blende, gemessen an: {where}</translation>
    </message>
    <message>
        <source>the exposure works: {slope:.2f} stops per stop, by {where}</source>
        <translation>die Belichtung wirkt: {slope:.2f} Blenden je Blende, gemessen an: {where}</translation>
    </message>
    <message>
        <source>the face</source>
        <translation>das Gesicht</translation>
    </message>
    <message>
        <source>the whole picture</source>
        <translation>das ganze Bild</translation>
    </message>
    <message>
        <source>too dark or too bright to tell: change the light</source>
        <translation>zu dunkel oder zu hell zum Urteilen: ändern Sie das Licht</translation>
    </message>
    <message>
        <source>{fps:g} fps</source>
        <translation>{fps:g} Bilder/s</translation>
    </message>
    <message>
        <source>{w} x {h}</source>
        <translation>{w} x {h}</translation>
    </message>
</context>
<context>
    <name>CameraDesk</name>
    <message>
        <source>A take is being recorded: its camera is left as it is.</source>
        <translation>Es wird aufgenommen: Die Kamera bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Camera controls</source>
        <translation>Kameraeinstellungen</translation>
    </message>
    <message>
        <source>Start a camera to see its controls; this source has none.</source>
        <translation>Starten Sie eine Kamera, um ihre Einstellungen zu sehen; diese Quelle hat keine.</translation>
    </message>
    <message>
        <source>The camera is being opened.</source>
        <translation>Die Kamera wird geöffnet.</translation>
    </message>
    <message>
        <source>The exposure is being checked.</source>
        <translation>Die Belichtung wird geprüft.</translation>
    </message>
    <message>
        <source>The exposure is not locked</source>
        <translation>Die Belichtung ist nicht fest</translation>
    </message>
    <message>
        <source>asked {asked:g}, the camera has {got:g}</source>
        <translation>verlangt {asked:g}, die Kamera hat {got:g}</translation>
    </message>
    <message>
        <source>takes are marked so; choose another value or camera</source>
        <translation>Aufnahmen werden so vermerkt; wählen Sie einen anderen Wert oder eine andere Kamera</translation>
    </message>
</context>
<context>
    <name>CareDesk</name>
    <message>
        <source> and {n} more</source>
        <translation> und {n} weitere</translation>
    </message>
    <message>
        <source>1 take, {frames} frames</source>
        <translation>1 Aufnahme, {frames} Bilder</translation>
    </message>
    <message>
        <source>An interrupted take was recovered</source>
        <translation>Eine unterbrochene Aufnahme wurde gerettet</translation>
    </message>
    <message>
        <source>Erased: {what}</source>
        <translation>Gelöscht: {what}</translation>
    </message>
    <message>
        <source>Erasing</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Retten</translation>
    </message>
    <message>
        <source>Recovering take {n} of {of}</source>
        <translation>Aufnahme {n} von {of} wird gerettet</translation>
    </message>
    <message>
        <source>Recovering takes</source>
        <translation>Aufnahmen werden gerettet</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Takes still wait to be recovered</source>
        <translation>Aufnahmen warten noch auf ihre Rettung</translation>
    </message>
    <message>
        <source>The consent is withdrawn</source>
        <translation>Die Einwilligung ist widerrufen</translation>
    </message>
    <message>
        <source>The erasure is done, but copies were found</source>
        <translation>Die Löschung ist fertig, aber Kopien wurden gefunden</translation>
    </message>
    <message>
        <source>There is no consent to withdraw</source>
        <translation>Es gibt keine Einwilligung zu widerrufen</translation>
    </message>
    <message>
        <source>This has to wait</source>
        <translation>Das muss warten</translation>
    </message>
    <message>
        <source>To record, wait until the erasure has ended.</source>
        <translation>Zum Aufnehmen warten Sie, bis die Löschung fertig ist.</translation>
    </message>
    <message>
        <source>To record, wait until the interrupted takes are recovered.</source>
        <translation>Zum Aufnehmen warten Sie, bis die unterbrochenen Aufnahmen gerettet sind.</translation>
    </message>
    <message>
        <source>Withdrawing</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>a take is recorded or its file is made</source>
        <translation>es wird aufgenommen oder die Datei entsteht</translation>
    </message>
    <message>
        <source>another work on the dataset has not ended</source>
        <translation>eine andere Arbeit am Datensatz ist noch nicht fertig</translation>
    </message>
    <message>
        <source>every byte of the dataset was searched, nothing is left</source>
        <translation>jedes Byte des Datensatzes wurde durchsucht, nichts ist übrig</translation>
    </message>
    <message>
        <source>its takes stay until they are erased</source>
        <translation>ihre Aufnahmen bleiben, bis sie gelöscht werden</translation>
    </message>
    <message>
        <source>no frame is known to be lost</source>
        <translation>kein Bild ist als verloren bekannt</translation>
    </message>
    <message>
        <source>nothing of this subject is here</source>
        <translation>von dieser Person ist hier nichts</translation>
    </message>
    <message>
        <source>receipt {id} in erasure_log.jsonl</source>
        <translation>Beleg {id} in erasure_log.jsonl</translation>
    </message>
    <message>
        <source>remove them, then search again</source>
        <translation>entfernen Sie sie und suchen Sie noch einmal</translation>
    </message>
    <message>
        <source>{n} in incoming</source>
        <translation>{n} in incoming</translation>
    </message>
    <message>
        <source>{n} interrupted takes were recovered</source>
        <translation>{n} unterbrochene Aufnahmen wurden gerettet</translation>
    </message>
    <message>
        <source>{n} of their frames are known to be lost</source>
        <translation>{n} ihrer Bilder sind als verloren bekannt</translation>
    </message>
    <message>
        <source>{takes} takes, {frames} frames</source>
        <translation>{takes} Aufnahmen, {frames} Bilder</translation>
    </message>
    <message>
        <source>{what}, {size:.1f} MB</source>
        <translation>{what}, {size:.1f} MB</translation>
    </message>
</context>
<context>
    <name>CaughtPanel</name>
    <message>
        <source>, {n} alone</source>
        <translation>, {n} allein</translation>
    </message>
    <message>
        <source>APCER</source>
        <translation>APCER</translation>
    </message>
    <message>
        <source>Attacks that no signal catches</source>
        <translation>Angriffe, die kein Signal erkennt</translation>
    </message>
    <message>
        <source>Attacks that one signal alone catches</source>
        <translation>Angriffe, die nur ein Signal erkennt</translation>
    </message>
    <message>
        <source>BPCER</source>
        <translation>BPCER</translation>
    </message>
    <message>
        <source>By species</source>
        <translation>Nach Art</translation>
    </message>
    <message>
        <source>Each signal at its own threshold.</source>
        <translation>Jedes Signal an seiner eigenen Schwelle.</translation>
    </message>
    <message>
        <source>Every attack</source>
        <translation>Jeder Angriff</translation>
    </message>
    <message>
        <source>Every subset of signals</source>
        <translation>Jede Teilmenge der Signale</translation>
    </message>
    <message>
        <source>No attacks here.</source>
        <translation>Hier sind keine Angriffe.</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>Signale</translation>
    </message>
    <message>
        <source>Species</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Weights and fused threshold as they are, not fitted anew.</source>
        <translation>Gewichte und Schwelle der Fusion, wie sie sind, nicht neu angepasst.</translation>
    </message>
    <message>
        <source>Who caught what</source>
        <translation>Wer erkannte was</translation>
    </message>
    <message>
        <source>Worst species</source>
        <translation>Schlechteste Art</translation>
    </message>
    <message>
        <source>by none</source>
        <translation>von keinem</translation>
    </message>
    <message>
        <source>fused, nat</source>
        <translation>Fusion, nat</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>{n} attacks</source>
        <translation>{n} Angriffe</translation>
    </message>
    <message>
        <source>◆ rejects</source>
        <translation>◆ lehnt ab</translation>
    </message>
    <message>
        <source>◌ abstains</source>
        <translation>◌ enthält sich</translation>
    </message>
    <message>
        <source>● passes</source>
        <translation>● lässt durch</translation>
    </message>
</context>
<context>
    <name>CollectView</name>
    <message>
        <source>Coverage</source>
        <translation>Abdeckung</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command to look for</source>
        <translation>Gesuchter Befehl</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>Passende Befehle</translation>
    </message>
    <message>
        <source>Type a few letters of a command</source>
        <translation>Tippen Sie ein paar Buchstaben eines Befehls</translation>
    </message>
</context>
<context>
    <name>ComparePanel</name>
    <message>
        <source>A is right</source>
        <translation>A hat recht</translation>
    </message>
    <message>
        <source>A: what is shown. B: {name}. {n} decisions differ. {words}</source>
        <translation>A: was gezeigt wird. B: {name}. {n} Entscheidungen sind verschieden. {words}</translation>
    </message>
    <message>
        <source>B is right</source>
        <translation>B hat recht</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Besser</translation>
    </message>
    <message>
        <source>Comparison in words</source>
        <translation>Vergleich in Worten</translation>
    </message>
    <message>
        <source>Decisions that differ</source>
        <translation>Verschiedene Entscheidungen</translation>
    </message>
    <message>
        <source>Keep the thresholds of this moment as B, or open a profile as B.</source>
        <translation>Behalten Sie die Schwellen dieses Augenblicks als B oder öffnen Sie ein Profil als B.</translation>
    </message>
    <message>
        <source>Keep this as B</source>
        <translation>Als B behalten</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Kennzeichnung</translation>
    </message>
    <message>
        <source>No decision differs.</source>
        <translation>Keine Entscheidung ist verschieden.</translation>
    </message>
    <message>
        <source>Open a profile as B…</source>
        <translation>Profil als B öffnen…</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation>Profile (*.json)</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>profile {id} at {threshold:.3f} nat</source>
        <translation>Profil {id} bei {threshold:.3f} nat</translation>
    </message>
    <message>
        <source>uncalibrated fusion</source>
        <translation>unkalibrierte Fusion</translation>
    </message>
    <message>
        <source>{name} at {threshold:.3f} nat</source>
        <translation>{name} bei {threshold:.3f} nat</translation>
    </message>
    <message>
        <source>{name}, re-weighted</source>
        <translation>{name}, umgewichtet</translation>
    </message>
</context>
<context>
    <name>ConsentDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Consent id</source>
        <translation>Kennung der Einwilligung</translation>
    </message>
    <message>
        <source>Give the subject's pseudonym.</source>
        <translation>Geben Sie das Pseudonym der Person an.</translation>
    </message>
    <message>
        <source>Last day on which it lets record</source>
        <translation>Letzter Tag, an dem aufgenommen werden darf</translation>
    </message>
    <message>
        <source>New consent</source>
        <translation>Neue Einwilligung</translation>
    </message>
    <message>
        <source>No recording after</source>
        <translation>Keine Aufnahme nach</translation>
    </message>
    <message>
        <source>Ready to save.</source>
        <translation>Bereit zum Speichern.</translation>
    </message>
    <message>
        <source>Save consent</source>
        <translation>Einwilligung speichern</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>The signature is not the subject's id.</source>
        <translation>Die Unterschrift ist nicht die Kennung der Person.</translation>
    </message>
    <message>
        <source>The subject signs by typing their id over this line.</source>
        <translation>Die Person unterschreibt, indem sie ihre Kennung über diese Zeile tippt.</translation>
    </message>
    <message>
        <source>There is no text to agree to.</source>
        <translation>Es gibt keinen Text zum Zustimmen.</translation>
    </message>
    <message>
        <source>This id exists already.</source>
        <translation>Diese Kennung gibt es schon.</translation>
    </message>
    <message>
        <source>Withdraw a consent instead</source>
        <translation>Stattdessen eine Einwilligung widerrufen</translation>
    </message>
    <message>
        <source>Withdraw a consent…</source>
        <translation>Einwilligung widerrufen…</translation>
    </message>
    <message>
        <source>Without the first line nothing can be recorded.</source>
        <translation>Ohne die erste Zeile kann nichts aufgenommen werden.</translation>
    </message>
</context>
<context>
    <name>ConsentSheet</name>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Id of the subject, as a signature</source>
        <translation>Kennung der Person, als Unterschrift</translation>
    </message>
    <message>
        <source>Language of the text</source>
        <translation>Sprache des Textes</translation>
    </message>
    <message>
        <source>Last day on which takes may be kept</source>
        <translation>Letzter Tag, an dem Aufnahmen behalten werden dürfen</translation>
    </message>
    <message>
        <source>Own text…</source>
        <translation>Eigener Text…</translation>
    </message>
    <message>
        <source>Show the site's own text from a file</source>
        <translation>Den eigenen Text des Ortes aus einer Datei zeigen</translation>
    </message>
    <message>
        <source>id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>{name} – {id}, version {version}</source>
        <translation>{name} – {id}, Version {version}</translation>
    </message>
</context>
<context>
    <name>ControlRow</name>
    <message>
        <source>Lock {control}</source>
        <translation>{control} festhalten</translation>
    </message>
    <message>
        <source>lock at</source>
        <translation>festhalten bei</translation>
    </message>
    <message>
        <source>taken, but the picture ignores it</source>
        <translation>angenommen, aber das Bild beachtet es nicht</translation>
    </message>
    <message>
        <source>{control}, as the camera says</source>
        <translation>{control}, sagt die Kamera</translation>
    </message>
    <message>
        <source>{control}, asked</source>
        <translation>{control}, verlangt</translation>
    </message>
</context>
<context>
    <name>CoverageMatrix</name>
    <message>
        <source>Coverage of the protocol</source>
        <translation>Abdeckung des Protokolls</translation>
    </message>
    <message>
        <source>No protocol. Choose one in the Protocol menu.</source>
        <translation>Kein Protokoll. Wählen Sie eines im Menü Protokoll.</translation>
    </message>
</context>
<context>
    <name>CoverageModel</name>
    <message>
        <source>{have} of {need}</source>
        <translation>{have} von {need}</translation>
    </message>
    <message>
        <source>{subject}: {condition}, {missing} missing; click to go there</source>
        <translation>{subject}: {condition}, {missing} fehlen; ein Klick führt hin</translation>
    </message>
    <message>
        <source>✓ {n} done</source>
        <translation>✓ {n} fertig</translation>
    </message>
</context>
<context>
    <name>CueBanner</name>
    <message>
        <source>Recording</source>
        <translation>Aufnahme läuft</translation>
    </message>
    <message>
        <source>Take kept</source>
        <translation>Aufnahme behalten</translation>
    </message>
    <message>
        <source>Take not good</source>
        <translation>Aufnahme nicht gut</translation>
    </message>
</context>
<context>
    <name>CueDesk</name>
    <message>
        <source>No sound device: cues are shown on the screen instead</source>
        <translation>Kein Tongerät: Signale werden stattdessen auf dem Bildschirm gezeigt</translation>
    </message>
</context>
<context>
    <name>DayDesk</name>
    <message>
        <source>Choose a dataset first: its day is reported.</source>
        <translation>Zuerst einen Datensatz wählen: von ihm handelt der Tagesbericht.</translation>
    </message>
    <message>
        <source>Making the report of the day…</source>
        <translation>Der Tagesbericht wird erstellt …</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Seite (*.html)</translation>
    </message>
    <message>
        <source>Report of {day} written: {path}</source>
        <translation>Bericht vom {day} geschrieben: {path}</translation>
    </message>
    <message>
        <source>Save the report of the day</source>
        <translation>Tagesbericht speichern</translation>
    </message>
    <message>
        <source>takes: {n}; it holds pseudonyms, keep it as carefully as the dataset</source>
        <translation>Aufnahmen: {n}; er enthält Pseudonyme und ist so sorgsam zu verwahren wie der Datensatz</translation>
    </message>
</context>
<context>
    <name>DemoTour</name>
    <message>
        <source>The demo stopped: its camera gave no picture.</source>
        <translation>Die Demo hielt an: Ihre Kamera gab kein Bild.</translation>
    </message>
    <message>
        <source>Verifying the takes…</source>
        <translation>Die Aufnahmen werden geprüft…</translation>
    </message>
    <message>
        <source>look on, or record your own</source>
        <translation>sehen Sie weiter zu oder nehmen Sie selbst auf</translation>
    </message>
    <message>
        <source>{n} takes recorded and verified</source>
        <translation>{n} Aufnahmen gemacht und geprüft</translation>
    </message>
</context>
<context>
    <name>DetPlot</name>
    <message>
        <source>A curve takes scores of bona fide takes and of attacks.</source>
        <translation>Eine Kurve braucht Scores von bona fide und von Angriffen.</translation>
    </message>
    <message>
        <source>APCER, %: the worst species, and each by itself</source>
        <translation>APCER, %: die schlechteste Art und jede für sich</translation>
    </message>
    <message>
        <source>BPCER, %</source>
        <translation>BPCER, %</translation>
    </message>
    <message>
        <source>DET curve</source>
        <translation>DET-Kurve</translation>
    </message>
</context>
<context>
    <name>DiagnosticsDesk</name>
    <message>
        <source>Archive (*.zip)</source>
        <translation>Archiv (*.zip)</translation>
    </message>
    <message>
        <source>Diagnostics saved: {path}</source>
        <translation>Diagnose gespeichert: {path}</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>{members}; no pictures, no ids. Look at it before you send it.</source>
        <translation>{members}; keine Bilder, keine Kennungen. Sehen Sie es an, bevor Sie es senden.</translation>
    </message>
</context>
<context>
    <name>DistributionPlot</name>
    <message>
        <source>Distribution of scores</source>
        <translation>Verteilung der Scores</translation>
    </message>
    <message>
        <source>No scores yet.</source>
        <translation>Noch keine Scores.</translation>
    </message>
    <message>
        <source>score, nat: above 0 speaks for bona fide</source>
        <translation>Score, nat: über 0 spricht für bona fide</translation>
    </message>
    <message>
        <source>share of takes, %</source>
        <translation>Anteil der Aufnahmen, %</translation>
    </message>
</context>
<context>
    <name>EditDesk</name>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Redo {what}</source>
        <translation>&amp;Wiederholen: {what}</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Undo {what}</source>
        <translation>&amp;Rückgängig: {what}</translation>
    </message>
    <message>
        <source>Done again: {what}</source>
        <translation>Wieder getan: {what}</translation>
    </message>
    <message>
        <source>Taken back: {what}</source>
        <translation>Zurückgenommen: {what}</translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation>Es gibt nichts zu wiederholen</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>Es gibt nichts rückgängig zu machen</translation>
    </message>
</context>
<context>
    <name>EvaluatePanel</name>
    <message>
        <source>APCER</source>
        <translation>APCER</translation>
    </message>
    <message>
        <source>BPCER</source>
        <translation>BPCER</translation>
    </message>
    <message>
        <source>Choose a scheme, then Evaluate: each row is a part that was left out.</source>
        <translation>Wählen Sie ein Schema, dann Auswerten: Jede Zeile ist ein Teil, der ausgelassen wurde.</translation>
    </message>
    <message>
        <source>Error rates by part</source>
        <translation>Fehlerraten nach Teil</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Wird ausgewertet</translation>
    </message>
    <message>
        <source>Evaluation in words</source>
        <translation>Auswertung in Worten</translation>
    </message>
    <message>
        <source>From within to across: APCER {apcer}, BPCER {bpcer}.</source>
        <translation>Von innen nach außen: APCER {apcer}, BPCER {bpcer}.</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Save JSON…</source>
        <translation>JSON speichern…</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Save the evaluation</source>
        <translation>Auswertung speichern</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>The other dataset</source>
        <translation>Der andere Datensatz</translation>
    </message>
    <message>
        <source>Worst species</source>
        <translation>Schlechteste Art</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>threshold, nat</source>
        <translation>Schwelle, nat</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>A pseudonym has letters, digits, points, dashes and underscores.</source>
        <translation>Ein Pseudonym hat Buchstaben, Ziffern, Punkte, Binde- und Unterstriche.</translation>
    </message>
    <message>
        <source>Author, a pseudonym</source>
        <translation>Verfasser, ein Pseudonym</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Export the profile</source>
        <translation>Profil exportieren</translation>
    </message>
    <message>
        <source>It expires</source>
        <translation>Es läuft ab</translation>
    </message>
    <message>
        <source>Last day of use</source>
        <translation>Letzter Tag der Benutzung</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation>Profile (*.json)</translation>
    </message>
</context>
<context>
    <name>EyeChipsView</name>
    <message>
        <source>left</source>
        <translation>links</translation>
    </message>
    <message>
        <source>luma {luma:.1f} of 255 at {place}</source>
        <translation>Helligkeit {luma:.1f} von 255 bei {place}</translation>
    </message>
    <message>
        <source>outside the picture at {place}</source>
        <translation>außerhalb des Bildes bei {place}</translation>
    </message>
    <message>
        <source>right</source>
        <translation>rechts</translation>
    </message>
    <message>
        <source>x {x:.0f}, y {y:.0f}</source>
        <translation>x {x:.0f}, y {y:.0f}</translation>
    </message>
    <message>
        <source>{value:.4f} {unit} at {place}</source>
        <translation>{value:.4f} {unit} bei {place}</translation>
    </message>
</context>
<context>
    <name>FaultList</name>
    <message>
        <source>1 field is at fault:</source>
        <translation>1 Feld ist fehlerhaft:</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Remove this field</source>
        <translation>Dieses Feld entfernen</translation>
    </message>
    <message>
        <source>The protocol is valid.</source>
        <translation>Das Protokoll ist gültig.</translation>
    </message>
    <message>
        <source>{n} fields are at fault:</source>
        <translation>{n} Felder sind fehlerhaft:</translation>
    </message>
</context>
<context>
    <name>FaultWindow</name>
    <message>
        <source>Check again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Check of the dataset</source>
        <translation>Prüfung des Datensatzes</translation>
    </message>
    <message>
        <source>Clean: every checksum of {takes} takes holds</source>
        <translation>Sauber: Jede Prüfsumme von {takes} Aufnahmen stimmt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Liste kopieren</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Finish interrupted takes and write the lists of takes anew</source>
        <translation>Unterbrochene Aufnahmen fertigstellen und die Listen neu schreiben</translation>
    </message>
    <message>
        <source>Gravity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>No error, {w} warnings in {takes} takes</source>
        <translation>Kein Fehler, {w} Warnungen in {takes} Aufnahmen</translation>
    </message>
    <message>
        <source>Recover</source>
        <translation>Retten</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was falsch ist</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>{n} errors and {w} warnings in {takes} takes</source>
        <translation>{n} Fehler und {w} Warnungen in {takes} Aufnahmen</translation>
    </message>
</context>
<context>
    <name>FieldForm</name>
    <message>
        <source>a field of this page is at fault</source>
        <translation>ein Feld dieser Seite ist fehlerhaft</translation>
    </message>
</context>
<context>
    <name>FusionPanel</name>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Fit by the rule</source>
        <translation>Nach der Regel anpassen</translation>
    </message>
    <message>
        <source>Fit fusion, calibration and threshold to these takes; other people check</source>
        <translation>Fusion, Kalibrierung und Schwelle an diese Aufnahmen anpassen; andere Personen prüfen</translation>
    </message>
    <message>
        <source>Fusion in use</source>
        <translation>Benutzte Fusion</translation>
    </message>
    <message>
        <source>Go back to the uncalibrated fusion</source>
        <translation>Zurück zur unkalibrierten Fusion</translation>
    </message>
    <message>
        <source>Open a profile</source>
        <translation>Profil öffnen</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Weglegen</translation>
    </message>
    <message>
        <source>Uncalibrated fusion: prior weights, no profile yet.</source>
        <translation>Unkalibrierte Fusion: vorgegebene Gewichte, noch kein Profil.</translation>
    </message>
    <message>
        <source>Write the profile with its thresholds as they are set now</source>
        <translation>Das Profil mit den Schwellen schreiben, wie sie jetzt stehen</translation>
    </message>
</context>
<context>
    <name>GateRow</name>
    <message>
        <source>Gates</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>clip</source>
        <translation>ausgefressen</translation>
    </message>
    <message>
        <source>drift</source>
        <translation>Drift</translation>
    </message>
    <message>
        <source>even</source>
        <translation>gleichmäßig</translation>
    </message>
    <message>
        <source>light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>pose</source>
        <translation>Haltung</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>sharp</source>
        <translation>scharf</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>GroupFields</name>
    <message>
        <source>Age band</source>
        <translation>Altersgruppe</translation>
    </message>
    <message>
        <source>I want to say more of myself (voluntary)</source>
        <translation>Ich möchte mehr über mich sagen (freiwillig)</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Geschlecht</translation>
    </message>
    <message>
        <source>Skin tone (1 is lightest)</source>
        <translation>Hautton (1 ist der hellste)</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>nicht gesagt</translation>
    </message>
</context>
<context>
    <name>HealthStrip</name>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <source>camera {a} / analysed {b} / shown {c} fps</source>
        <translation>Kamera {a} / analysiert {b} / gezeigt {c} Bilder/s</translation>
    </message>
    <message>
        <source>disk time unknown</source>
        <translation>Zeit auf der Platte unbekannt</translation>
    </message>
    <message>
        <source>latency unknown</source>
        <translation>Verzug unbekannt</translation>
    </message>
    <message>
        <source>latency {ms:.0f} ms</source>
        <translation>Verzug {ms:.0f} ms</translation>
    </message>
    <message>
        <source>not recording</source>
        <translation>keine Aufnahme</translation>
    </message>
    <message>
        <source>{done}/{all} frames on disk</source>
        <translation>{done}/{all} Bilder gespeichert</translation>
    </message>
    <message>
        <source>{n} dropped</source>
        <translation>{n} verloren</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
</context>
<context>
    <name>HistogramPanel</name>
    <message>
        <source>Light of the face</source>
        <translation>Licht des Gesichts</translation>
    </message>
    <message>
        <source>Peaking from this edge</source>
        <translation>Hervorheben ab dieser Kante</translation>
    </message>
    <message>
        <source>Zebra from this level</source>
        <translation>Zebra ab dieser Helligkeit</translation>
    </message>
    <message>
        <source>black {black:.1f} %, white {white:.1f} %</source>
        <translation>schwarz {black:.1f} %, weiß {white:.1f} %</translation>
    </message>
    <message>
        <source>black – %, white – %</source>
        <translation>schwarz – %, weiß – %</translation>
    </message>
    <message>
        <source>no face</source>
        <translation>kein Gesicht</translation>
    </message>
    <message>
        <source>no face to measure</source>
        <translation>kein Gesicht zu messen</translation>
    </message>
    <message>
        <source>peaking from</source>
        <translation>hervorheben ab</translation>
    </message>
    <message>
        <source>zebra from</source>
        <translation>Zebra ab</translation>
    </message>
    <message>
        <source>{value:.1f} % clipped (max {limit:.0f})</source>
        <translation>{value:.1f} % ausgefressen (≤ {limit:.0f})</translation>
    </message>
</context>
<context>
    <name>InspectExport</name>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Numbers (*.csv)</source>
        <translation>Zahlen (*.csv)</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Scores over time</source>
        <translation>Scores über der Zeit</translation>
    </message>
    <message>
        <source>Whole layout</source>
        <translation>Ganze Ansicht</translation>
    </message>
    <message>
        <source>{title} map</source>
        <translation>Karte: {title}</translation>
    </message>
</context>
<context>
    <name>InspectMore</name>
    <message>
        <source>Keep beside (B)</source>
        <translation>Daneben behalten (B)</translation>
    </message>
    <message>
        <source>Keep this take on the screen and choose another</source>
        <translation>Diese Aufnahme stehen lassen und eine andere wählen</translation>
    </message>
</context>
<context>
    <name>InspectPage</name>
    <message>
        <source>Choose a take on the left.</source>
        <translation>Wählen Sie links eine Aufnahme.</translation>
    </message>
    <message>
        <source>Fused: {decision}.</source>
        <translation>Fusion: {decision}.</translation>
    </message>
    <message>
        <source>Hidden until you have decided.</source>
        <translation>Verborgen, bis Sie entschieden haben.</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>annehmen</translation>
    </message>
    <message>
        <source>not analysed</source>
        <translation>nicht analysiert</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>ablehnen</translation>
    </message>
    <message>
        <source>relabel as {label}</source>
        <translation>als {label} kennzeichnen</translation>
    </message>
    <message>
        <source>retake</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>take-back of a review</source>
        <translation>Zurücknahme einer Prüfung</translation>
    </message>
    <message>
        <source>trim</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>{what}, {take}</source>
        <translation>{what}, {take}</translation>
    </message>
</context>
<context>
    <name>InspectView</name>
    <message>
        <source>Choose a take on the left.</source>
        <translation>Wählen Sie links eine Aufnahme.</translation>
    </message>
    <message>
        <source>No takes here yet. Collect some, or open a dataset.</source>
        <translation>Hier sind noch keine Aufnahmen. Sammeln Sie welche oder öffnen Sie einen Datensatz.</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>Abspielen oder Pause (Leertaste)</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>{what}: {done} of {total} takes</source>
        <translation>{what}: {done} von {total} Aufnahmen</translation>
    </message>
</context>
<context>
    <name>KeyDesk</name>
    <message>
        <source>About Liveness Studio</source>
        <translation>Über Liveness Studio</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Accept the take and go on</source>
        <translation>Aufnahme annehmen und weiter</translation>
    </message>
    <message>
        <source>Ask for a retake</source>
        <translation>Um Wiederholung bitten</translation>
    </message>
    <message>
        <source>Begin a new session of the protocol</source>
        <translation>Neue Sitzung des Protokolls beginnen</translation>
    </message>
    <message>
        <source>Break the take off</source>
        <translation>Aufnahme abbrechen</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>Calibrate the camera</source>
        <translation>Kamera kalibrieren</translation>
    </message>
    <message>
        <source>Camera controls</source>
        <translation>Kameraeinstellungen</translation>
    </message>
    <message>
        <source>Check the dataset</source>
        <translation>Datensatz prüfen</translation>
    </message>
    <message>
        <source>Check the exposure by the picture</source>
        <translation>Die Belichtung am Bild prüfen</translation>
    </message>
    <message>
        <source>Checklist before the take</source>
        <translation>Checkliste vor der Aufnahme</translation>
    </message>
    <message>
        <source>Choose dataset folder</source>
        <translation>Ordner des Datensatzes wählen</translation>
    </message>
    <message>
        <source>Collect</source>
        <translation>Sammeln</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Correct the take's label</source>
        <translation>Kennzeichnung der Aufnahme berichtigen</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Does this computer keep up?</source>
        <translation>Kommt dieser Computer mit?</translation>
    </message>
    <message>
        <source>Edit protocols</source>
        <translation>Protokolle bearbeiten</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Every action has its default key again</source>
        <translation>Jeder Befehl hat wieder seine vorgegebene Taste</translation>
    </message>
    <message>
        <source>Focus peaking</source>
        <translation>Schärfe hervorheben</translation>
    </message>
    <message>
        <source>Go where most is missing</source>
        <translation>Dorthin, wo am meisten fehlt</translation>
    </message>
    <message>
        <source>Histogram of the face</source>
        <translation>Histogramm des Gesichts</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Keep frames: JPEG quality 98</source>
        <translation>Bilder speichern: JPEG, Qualität 98</translation>
    </message>
    <message>
        <source>Keep frames: automatic</source>
        <translation>Bilder speichern: automatisch</translation>
    </message>
    <message>
        <source>Keep frames: lossless</source>
        <translation>Bilder speichern: verlustfrei</translation>
    </message>
    <message>
        <source>Keep the take beside others</source>
        <translation>Aufnahme neben anderen behalten</translation>
    </message>
    <message>
        <source>Keyboard map</source>
        <translation>Tastenübersicht</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Layout for a demonstration</source>
        <translation>Ansicht zum Vorführen</translation>
    </message>
    <message>
        <source>Layout: Calibrate</source>
        <translation>Ansicht: Kalibrieren</translation>
    </message>
    <message>
        <source>Layout: Collect</source>
        <translation>Ansicht: Sammeln</translation>
    </message>
    <message>
        <source>Layout: Inspect</source>
        <translation>Ansicht: Prüfen</translation>
    </message>
    <message>
        <source>Look for cameras</source>
        <translation>Nach Kameras suchen</translation>
    </message>
    <message>
        <source>Make a sample dataset</source>
        <translation>Einen Beispieldatensatz anlegen</translation>
    </message>
    <message>
        <source>Mirror the picture</source>
        <translation>Bild spiegeln</translation>
    </message>
    <message>
        <source>Mute tones and voice</source>
        <translation>Töne und Stimme stumm</translation>
    </message>
    <message>
        <source>New consent</source>
        <translation>Neue Einwilligung</translation>
    </message>
    <message>
        <source>Next person of the queue</source>
        <translation>Nächste Person der Liste</translation>
    </message>
    <message>
        <source>Next take with a problem</source>
        <translation>Nächste Aufnahme mit einem Problem</translation>
    </message>
    <message>
        <source>No key for: {what}</source>
        <translation>Keine Taste für: {what}</translation>
    </message>
    <message>
        <source>Note on the take</source>
        <translation>Notiz zur Aufnahme</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>Ein Bild zurück</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>Ein Bild weiter</translation>
    </message>
    <message>
        <source>Open recording</source>
        <translation>Aufnahme öffnen</translation>
    </message>
    <message>
        <source>Panel: depth</source>
        <translation>Feld: Tiefe</translation>
    </message>
    <message>
        <source>Panel: motion</source>
        <translation>Feld: Bewegung</translation>
    </message>
    <message>
        <source>Panel: reflection</source>
        <translation>Feld: Spiegelung</translation>
    </message>
    <message>
        <source>Panel: texture</source>
        <translation>Feld: Textur</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder Pause</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Record by itself when the gates hold</source>
        <translation>Von selbst aufnehmen, wenn alles stimmt</translation>
    </message>
    <message>
        <source>Record or stop</source>
        <translation>Aufnehmen oder anhalten</translation>
    </message>
    <message>
        <source>Recover interrupted takes</source>
        <translation>Unterbrochene Aufnahmen retten</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Reject the take</source>
        <translation>Aufnahme ablehnen</translation>
    </message>
    <message>
        <source>Report of the day</source>
        <translation>Tagesbericht</translation>
    </message>
    <message>
        <source>Report on the dataset</source>
        <translation>Bericht über den Datensatz</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>Ansicht zurücksetzen</translation>
    </message>
    <message>
        <source>Retake the last take</source>
        <translation>Letzte Aufnahme wiederholen</translation>
    </message>
    <message>
        <source>Save diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>Show landmarks</source>
        <translation>Landmarken zeigen</translation>
    </message>
    <message>
        <source>Show me around</source>
        <translation>Führung zeigen</translation>
    </message>
    <message>
        <source>Show the oval</source>
        <translation>Oval zeigen</translation>
    </message>
    <message>
        <source>Speak the instructions</source>
        <translation>Anweisungen sprechen</translation>
    </message>
    <message>
        <source>Start the chosen source</source>
        <translation>Gewählte Quelle starten</translation>
    </message>
    <message>
        <source>Start the demo camera</source>
        <translation>Demokamera starten</translation>
    </message>
    <message>
        <source>Step after</source>
        <translation>Schritt danach</translation>
    </message>
    <message>
        <source>Step before</source>
        <translation>Schritt davor</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop the source</source>
        <translation>Quelle anhalten</translation>
    </message>
    <message>
        <source>Take above</source>
        <translation>Aufnahme darüber</translation>
    </message>
    <message>
        <source>Take back the own review</source>
        <translation>Eigene Prüfung zurücknehmen</translation>
    </message>
    <message>
        <source>Take below</source>
        <translation>Aufnahme darunter</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>Zehn Bilder zurück</translation>
    </message>
    <message>
        <source>Ten frames on</source>
        <translation>Zehn Bilder weiter</translation>
    </message>
    <message>
        <source>The system gave no response</source>
        <translation>Das System gab keine Antwort</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>Farben: dunkel</translation>
    </message>
    <message>
        <source>Theme: high contrast</source>
        <translation>Farben: hoher Kontrast</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>Farben: hell</translation>
    </message>
    <message>
        <source>Train a signal on this dataset</source>
        <translation>Ein Signal an diesem Datensatz trainieren</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Use the model that was trained</source>
        <translation>Das trainierte Modell benutzen</translation>
    </message>
    <message>
        <source>What counts begins here</source>
        <translation>Was zählt, beginnt hier</translation>
    </message>
    <message>
        <source>What counts ends here</source>
        <translation>Was zählt, endet hier</translation>
    </message>
    <message>
        <source>Why is there no camera?</source>
        <translation>Warum ist keine Kamera da?</translation>
    </message>
    <message>
        <source>Window for the subject</source>
        <translation>Fenster für die Person</translation>
    </message>
    <message>
        <source>Withdraw a consent</source>
        <translation>Einwilligung widerrufen</translation>
    </message>
    <message>
        <source>Zebra where it is too bright</source>
        <translation>Zebra, wo es zu hell ist</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>{keys} is the key of “{owner}”; give that another one first</source>
        <translation>{keys} ist die Taste von „{owner}“; geben Sie jenem zuerst eine andere</translation>
    </message>
    <message>
        <source>{keys} moves from field to field, and cannot be given to an action</source>
        <translation>{keys} führt von Feld zu Feld und kann keinem Befehl gegeben werden</translation>
    </message>
    <message>
        <source>{keys} now does: {what}</source>
        <translation>{keys} tut jetzt: {what}</translation>
    </message>
</context>
<context>
    <name>KeyNames</name>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
</context>
<context>
    <name>KeyWindow</name>
    <message>
        <source>Actions and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Choose an action in the list.</source>
        <translation>Wählen Sie in der Liste einen Befehl.</translation>
    </message>
    <message>
        <source>Choose an action, then press the new key or the foot switch in the field below. While you type in a text field, letters are letters.</source>
        <translation>Wählen Sie einen Befehl und drücken Sie im Feld darunter die neue Taste oder den Fußschalter. Beim Schreiben in einem Textfeld sind Buchstaben Buchstaben.</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Give every action its default key</source>
        <translation>Jedem Befehl seine vorgegebene Taste geben</translation>
    </message>
    <message>
        <source>Give the chosen action its default key</source>
        <translation>Dem gewählten Befehl seine vorgegebene Taste geben</translation>
    </message>
    <message>
        <source>Give this key</source>
        <translation>Diese Taste geben</translation>
    </message>
    <message>
        <source>Give this key to the chosen action</source>
        <translation>Diese Taste dem gewählten Befehl geben</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Leave the chosen action without a key</source>
        <translation>Den gewählten Befehl ohne Taste lassen</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>Press the new key here</source>
        <translation>Drücken Sie hier die neue Taste</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Reset this</source>
        <translation>Diese zurücksetzen</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>Tasten suchen</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>Works in</source>
        <translation>Wirkt in</translation>
    </message>
    <message>
        <source>search</source>
        <translation>suchen</translation>
    </message>
    <message>
        <source>{keys} (changed)</source>
        <translation>{keys} (geändert)</translation>
    </message>
</context>
<context>
    <name>LabelDesk</name>
    <message>
        <source>PAI {id} is filled in from its label</source>
        <translation>PAI {id} wurde von seinem Etikett eingetragen</translation>
    </message>
    <message>
        <source>PAI {id} is not in the registry of this dataset</source>
        <translation>PAI {id} ist nicht im Verzeichnis dieses Datensatzes</translation>
    </message>
    <message>
        <source>PAI {id} is {species}; this step asks for {wanted}</source>
        <translation>PAI {id} ist {species}; dieser Schritt verlangt {wanted}</translation>
    </message>
    <message>
        <source>go to the right step, or take another PAI</source>
        <translation>gehen Sie zum richtigen Schritt oder nehmen Sie ein anderes PAI</translation>
    </message>
    <message>
        <source>its label was read by the camera</source>
        <translation>sein Etikett wurde von der Kamera gelesen</translation>
    </message>
</context>
<context>
    <name>Layouts</name>
    <message>
        <source>&amp;Layout</source>
        <translation>&amp;Ansichten</translation>
    </message>
    <message>
        <source>Collect</source>
        <translation>Sammeln</translation>
    </message>
</context>
<context>
    <name>LiveLook</name>
    <message>
        <source>No source runs: start one in Collect, then come back.</source>
        <translation>Keine Quelle läuft: Starten Sie eine in Sammeln und kommen Sie zurück.</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>{name} abstains{reason}</source>
        <translation>{name} enthält sich{reason}</translation>
    </message>
    <message>
        <source>{name}, live, the last {n:.0f} s{reason}</source>
        <translation>{name}, live, die letzten {n:.0f} s{reason}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;About Liveness Studio</source>
        <translation>&amp;Über Liveness Studio</translation>
    </message>
    <message>
        <source>&amp;Accept the take and go on</source>
        <translation>Aufnahme &amp;annehmen und weiter</translation>
    </message>
    <message>
        <source>&amp;Calibrate the camera…</source>
        <translation>Kamera &amp;kalibrieren …</translation>
    </message>
    <message>
        <source>&amp;Camera controls…</source>
        <translation>&amp;Kameraeinstellungen…</translation>
    </message>
    <message>
        <source>&amp;Checklist before the take</source>
        <translation>&amp;Checkliste vor der Aufnahme</translation>
    </message>
    <message>
        <source>&amp;Commands…</source>
        <translation>Be&amp;fehle…</translation>
    </message>
    <message>
        <source>&amp;Deutsch</source>
        <translation>&amp;Deutsch</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;English</source>
        <translation>&amp;English</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Histogram of the face</source>
        <translation>&amp;Histogramm des Gesichts</translation>
    </message>
    <message>
        <source>&amp;Keyboard map</source>
        <translation>&amp;Tastenübersicht</translation>
    </message>
    <message>
        <source>&amp;Keys…</source>
        <translation>&amp;Tasten…</translation>
    </message>
    <message>
        <source>&amp;Look for cameras</source>
        <translation>Nach &amp;Kameras suchen</translation>
    </message>
    <message>
        <source>&amp;Mirror the picture</source>
        <translation>Bild &amp;spiegeln</translation>
    </message>
    <message>
        <source>&amp;Mute tones and voice</source>
        <translation>Töne und Sti&amp;mme stumm</translation>
    </message>
    <message>
        <source>&amp;New consent…</source>
        <translation>&amp;Neue Einwilligung…</translation>
    </message>
    <message>
        <source>&amp;Open recording…</source>
        <translation>Auf&amp;nahme öffnen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>&amp;Aufnehmen</translation>
    </message>
    <message>
        <source>&amp;Record or stop</source>
        <translation>&amp;Aufnehmen oder anhalten</translation>
    </message>
    <message>
        <source>&amp;Recover interrupted takes</source>
        <translation>Unterbrochene Aufnahmen &amp;retten</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation>&amp;Quelle</translation>
    </message>
    <message>
        <source>&amp;Speak the instructions</source>
        <translation>Anweisungen &amp;sprechen</translation>
    </message>
    <message>
        <source>&amp;Start the chosen source</source>
        <translation>Gewählte Quelle &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Train a signal on this dataset…</source>
        <translation>Ein Signal an diesem Datensatz &amp;trainieren…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Use the model that was trained</source>
        <translation>Das trainierte Modell &amp;benutzen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Why is there no camera?</source>
        <translation>&amp;Warum ist keine Kamera da?</translation>
    </message>
    <message>
        <source>&amp;Window for the subject</source>
        <translation>&amp;Fenster für die Person</translation>
    </message>
    <message>
        <source>&amp;Withdraw a consent…</source>
        <translation>Einwilligung &amp;widerrufen…</translation>
    </message>
    <message>
        <source>&amp;Zebra where it is too bright</source>
        <translation>&amp;Zebra, wo es zu hell ist</translation>
    </message>
    <message>
        <source>A take is being recorded</source>
        <translation>Es wird gerade aufgenommen</translation>
    </message>
    <message>
        <source>About Liveness Studio</source>
        <translation>Über Liveness Studio</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Ask for a retake</source>
        <translation>Um Wiederholung bitten</translation>
    </message>
    <message>
        <source>Begin a new sessio&amp;n of the protocol</source>
        <translation>Neue Sitzu&amp;ng des Protokolls beginnen</translation>
    </message>
    <message>
        <source>Break the take &amp;off…</source>
        <translation>Aufnahme a&amp;bbrechen…</translation>
    </message>
    <message>
        <source>Chec&amp;k the dataset</source>
        <translation>Datensatz &amp;prüfen</translation>
    </message>
    <message>
        <source>Check the &amp;exposure by the picture</source>
        <translation>Die &amp;Belichtung am Bild prüfen</translation>
    </message>
    <message>
        <source>Choose &amp;dataset folder…</source>
        <translation>&amp;Ordner des Datensatzes wählen…</translation>
    </message>
    <message>
        <source>Correct the take's &amp;label…</source>
        <translation>&amp;Kennzeichnung der Aufnahme berichtigen…</translation>
    </message>
    <message>
        <source>Dataset folder (empty, new or a dataset)</source>
        <translation>Ordner des Datensatzes (leer, neu oder ein Datensatz)</translation>
    </message>
    <message>
        <source>Does this computer &amp;keep up?</source>
        <translation>Kommt dieser Computer &amp;mit?</translation>
    </message>
    <message>
        <source>Edit &amp;protocols…</source>
        <translation>&amp;Protokolle bearbeiten…</translation>
    </message>
    <message>
        <source>Focus &amp;peaking</source>
        <translation>&amp;Schärfe hervorheben</translation>
    </message>
    <message>
        <source>Go where most is &amp;missing</source>
        <translation>Dorthin, wo am &amp;meisten fehlt</translation>
    </message>
    <message>
        <source>Keep frames: &amp;JPEG quality 98</source>
        <translation>Bilder speichern: &amp;JPEG, Qualität 98</translation>
    </message>
    <message>
        <source>Keep frames: &amp;automatic</source>
        <translation>Bilder speichern: &amp;automatisch</translation>
    </message>
    <message>
        <source>Keep frames: &amp;lossless</source>
        <translation>Bilder speichern: ver&amp;lustfrei</translation>
    </message>
    <message>
        <source>Keep the take beside others</source>
        <translation>Aufnahme neben anderen behalten</translation>
    </message>
    <message>
        <source>Keyboard map</source>
        <translation>Tastenübersicht</translation>
    </message>
    <message>
        <source>Layout for a &amp;demonstration</source>
        <translation>Ansicht zum &amp;Vorführen</translation>
    </message>
    <message>
        <source>Layout: Calibrate</source>
        <translation>Ansicht: Kalibrieren</translation>
    </message>
    <message>
        <source>Layout: Collect</source>
        <translation>Ansicht: Sammeln</translation>
    </message>
    <message>
        <source>Layout: Inspect</source>
        <translation>Ansicht: Prüfen</translation>
    </message>
    <message>
        <source>Liveness Studio</source>
        <translation>Liveness Studio</translation>
    </message>
    <message>
        <source>Liveness Studio collects faces and attacks under your own camera. Scores are log-likelihood ratios, above 0 means bona fide, uncalibrated until a profile is fitted. Nothing leaves this computer.</source>
        <translation>Liveness Studio sammelt Gesichter und Angriffe unter Ihrer eigenen Kamera. Scores sind logarithmische Likelihood-Quotienten, über 0 heißt bona fide, unkalibriert, bis ein Profil angepasst ist. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Liveness Studio: {path}</source>
        <translation>Liveness Studio: {path}</translation>
    </message>
    <message>
        <source>Make a &amp;sample dataset</source>
        <translation>Einen &amp;Beispieldatensatz anlegen</translation>
    </message>
    <message>
        <source>Ne&amp;xt person of the queue</source>
        <translation>Nä&amp;chste Person der Liste</translation>
    </message>
    <message>
        <source>Next take with a problem</source>
        <translation>Nächste Aufnahme mit einem Problem</translation>
    </message>
    <message>
        <source>Note on the ta&amp;ke…</source>
        <translation>N&amp;otiz zur Aufnahme…</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>Ein Bild zurück</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>Ein Bild weiter</translation>
    </message>
    <message>
        <source>Panel: &amp;depth</source>
        <translation>Feld: &amp;Tiefe</translation>
    </message>
    <message>
        <source>Panel: &amp;motion</source>
        <translation>Feld: &amp;Bewegung</translation>
    </message>
    <message>
        <source>Panel: &amp;reflection</source>
        <translation>Feld: Sp&amp;iegelung</translation>
    </message>
    <message>
        <source>Panel: &amp;texture</source>
        <translation>Feld: Te&amp;xtur</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder Pause</translation>
    </message>
    <message>
        <source>Re&amp;ject the take…</source>
        <translation>Aufnahme ab&amp;lehnen…</translation>
    </message>
    <message>
        <source>Re&amp;port on the dataset…</source>
        <translation>Be&amp;richt über den Datensatz…</translation>
    </message>
    <message>
        <source>Re&amp;take the last take</source>
        <translation>Letzte Aufnahme &amp;wiederholen</translation>
    </message>
    <message>
        <source>Record by &amp;itself when the gates hold</source>
        <translation>Von &amp;selbst aufnehmen, wenn alles stimmt</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Report of the da&amp;y…</source>
        <translation>&amp;Tagesbericht …</translation>
    </message>
    <message>
        <source>Reset la&amp;yout</source>
        <translation>Ansicht &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>S&amp;top the source</source>
        <translation>Quelle a&amp;nhalten</translation>
    </message>
    <message>
        <source>Save &amp;diagnostics…</source>
        <translation>&amp;Diagnose speichern…</translation>
    </message>
    <message>
        <source>Show &amp;landmarks</source>
        <translation>&amp;Landmarken zeigen</translation>
    </message>
    <message>
        <source>Show me &amp;around</source>
        <translation>&amp;Führung zeigen</translation>
    </message>
    <message>
        <source>Show the &amp;oval</source>
        <translation>&amp;Oval zeigen</translation>
    </message>
    <message>
        <source>Start the &amp;demo camera</source>
        <translation>&amp;Demokamera starten</translation>
    </message>
    <message>
        <source>Step &amp;before</source>
        <translation>Schritt &amp;davor</translation>
    </message>
    <message>
        <source>Step a&amp;fter</source>
        <translation>Schritt da&amp;nach</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Take above</source>
        <translation>Aufnahme darüber</translation>
    </message>
    <message>
        <source>Take back the own review</source>
        <translation>Eigene Prüfung zurücknehmen</translation>
    </message>
    <message>
        <source>Take below</source>
        <translation>Aufnahme darunter</translation>
    </message>
    <message>
        <source>Ten frames back</source>
        <translation>Zehn Bilder zurück</translation>
    </message>
    <message>
        <source>Ten frames on</source>
        <translation>Zehn Bilder weiter</translation>
    </message>
    <message>
        <source>The system gave &amp;no response…</source>
        <translation>Das System gab &amp;keine Antwort…</translation>
    </message>
    <message>
        <source>Theme: da&amp;rk</source>
        <translation>Farben: &amp;dunkel</translation>
    </message>
    <message>
        <source>Theme: high &amp;contrast</source>
        <translation>Farben: hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>Theme: l&amp;ight</source>
        <translation>Farben: &amp;hell</translation>
    </message>
    <message>
        <source>What counts begins here</source>
        <translation>Was zählt, beginnt hier</translation>
    </message>
    <message>
        <source>What counts ends here</source>
        <translation>Was zählt, endet hier</translation>
    </message>
    <message>
        <source>the window stays open until it is stopped</source>
        <translation>das Fenster bleibt offen, bis sie angehalten ist</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Automatic range</source>
        <translation>Bereich von selbst</translation>
    </message>
    <message>
        <source>Collapse {title}</source>
        <translation>{title} einklappen</translation>
    </message>
    <message>
        <source>Show {title}</source>
        <translation>{title} zeigen</translation>
    </message>
    <message>
        <source>Type the range…</source>
        <translation>Bereich eintippen…</translation>
    </message>
    <message>
        <source>model {name}</source>
        <translation>Modell {name}</translation>
    </message>
    <message>
        <source>{title} map</source>
        <translation>Karte: {title}</translation>
    </message>
    <message>
        <source>{title} panel</source>
        <translation>Feld: {title}</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source> auto</source>
        <translation> auto</translation>
    </message>
    <message>
        <source>, {degrees:.0f} degrees</source>
        <translation>, {degrees:.0f} Grad</translation>
    </message>
    <message>
        <source>No evidence yet: start a source.</source>
        <translation>Noch keine Belege: Starten Sie eine Quelle.</translation>
    </message>
    <message>
        <source>The next map is on its way.</source>
        <translation>Die nächste Karte ist unterwegs.</translation>
    </message>
    <message>
        <source>unknown at {place}</source>
        <translation>unbekannt bei {place}</translation>
    </message>
    <message>
        <source>x {x:.0f}, y {y:.0f}</source>
        <translation>x {x:.0f}, y {y:.0f}</translation>
    </message>
    <message>
        <source>{value:.4f} {unit} at {place}</source>
        <translation>{value:.4f} {unit} bei {place}</translation>
    </message>
</context>
<context>
    <name>MarkDesk</name>
    <message>
        <source>Name the operator in the form first</source>
        <translation>Nennen Sie zuerst im Formular die Bedienung</translation>
    </message>
    <message>
        <source>Note on {take}</source>
        <translation>Notiz zu {take}</translation>
    </message>
    <message>
        <source>There is no take yet</source>
        <translation>Es gibt noch keine Aufnahme</translation>
    </message>
    <message>
        <source>Why was the take broken off?</source>
        <translation>Warum wurde die Aufnahme abgebrochen?</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>non-response</source>
        <translation>Nichtantwort</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>ablehnen</translation>
    </message>
    <message>
        <source>relabel as {label}</source>
        <translation>als {label} kennzeichnen</translation>
    </message>
    <message>
        <source>{take} is labelled {label}: what did it show?</source>
        <translation>{take} ist als {label} gekennzeichnet: was zeigte es?</translation>
    </message>
    <message>
        <source>{take}: why is it rejected?</source>
        <translation>{take}: warum wird es abgelehnt?</translation>
    </message>
    <message>
        <source>{take}: why was there no response?</source>
        <translation>{take}: warum gab es keine Antwort?</translation>
    </message>
    <message>
        <source>{what}, {take}</source>
        <translation>{what}, {take}</translation>
    </message>
</context>
<context>
    <name>MatrixModel</name>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Kennzeichnung</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>PAIs</source>
        <translation>PAI</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>{d:g} cm</source>
        <translation>{d:g} cm</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>({n} more)</source>
        <translation>({n} weitere)</translation>
    </message>
    <message>
        <source>Close message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>No action</source>
        <translation>Kein Befehl</translation>
    </message>
</context>
<context>
    <name>ModelDesk</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Load a model into {signal}…</source>
        <translation>Modell in {signal} laden…</translation>
    </message>
    <message>
        <source>Model for {signal}</source>
        <translation>Modell für {signal}</translation>
    </message>
    <message>
        <source>Models (*.json)</source>
        <translation>Modelle (*.json)</translation>
    </message>
    <message>
        <source>Remove the model of {signal}</source>
        <translation>Modell von {signal} entfernen</translation>
    </message>
    <message>
        <source>Si&amp;gnals</source>
        <translation>Si&amp;gnale</translation>
    </message>
</context>
<context>
    <name>NatBox</name>
    <message>
        <source> nat</source>
        <translation> nat</translation>
    </message>
</context>
<context>
    <name>NoCameraCard</name>
    <message>
        <source>Connect a camera and choose it above, or go on without one: the demo camera renders a live head and attacks with known truth.</source>
        <translation>Schließen Sie eine Kamera an und wählen Sie sie oben, oder arbeiten Sie ohne: Die Demokamera zeigt einen lebenden Kopf und Angriffe mit bekannter Wahrheit.</translation>
    </message>
    <message>
        <source>No camera is running</source>
        <translation>Es läuft keine Kamera</translation>
    </message>
    <message>
        <source>Open a recording…</source>
        <translation>Aufnahme öffnen…</translation>
    </message>
    <message>
        <source>Start the demo camera</source>
        <translation>Demokamera starten</translation>
    </message>
    <message>
        <source>Why is there no camera?</source>
        <translation>Warum ist keine Kamera da?</translation>
    </message>
</context>
<context>
    <name>ParameterForm</name>
    <message>
        <source>Parameters of the signal</source>
        <translation>Parameter des Signals</translation>
    </message>
    <message>
        <source>Set {title} back</source>
        <translation>{title} zurücksetzen</translation>
    </message>
    <message>
        <source>The fusion has no parameters of its own: choose a signal.</source>
        <translation>Die Fusion hat keine eigenen Parameter: Wählen Sie ein Signal.</translation>
    </message>
</context>
<context>
    <name>PicturePanel</name>
    <message>
        <source>Choose a take in the strips, or look live.</source>
        <translation>Wählen Sie in den Streifen eine Aufnahme oder sehen Sie live zu.</translation>
    </message>
</context>
<context>
    <name>PlanDesk</name>
    <message>
        <source>Sample size</source>
        <translation>Stichprobe</translation>
    </message>
</context>
<context>
    <name>PlotStack</name>
    <message>
        <source>DET curve</source>
        <translation>DET-Kurve</translation>
    </message>
</context>
<context>
    <name>PreflightPanel</name>
    <message>
        <source>Before the take</source>
        <translation>Vor der Aufnahme</translation>
    </message>
    <message>
        <source>Begin all the same</source>
        <translation>Trotzdem beginnen</translation>
    </message>
    <message>
        <source>Checklist before the take</source>
        <translation>Checkliste vor der Aufnahme</translation>
    </message>
    <message>
        <source>Reason to begin although not all is ready</source>
        <translation>Grund, trotz Offenem zu beginnen</translation>
    </message>
    <message>
        <source>Show the maps</source>
        <translation>Karten zeigen</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>begins all the same: {why}</source>
        <translation>beginnt trotzdem: {why}</translation>
    </message>
    <message>
        <source>nothing looked at yet</source>
        <translation>noch nichts angesehen</translation>
    </message>
    <message>
        <source>ready to record</source>
        <translation>bereit zum Aufnehmen</translation>
    </message>
    <message>
        <source>reason to begin all the same</source>
        <translation>Grund, trotzdem zu beginnen</translation>
    </message>
    <message>
        <source>{n} of {all} hold the start</source>
        <translation>{n} von {all} halten den Beginn auf</translation>
    </message>
</context>
<context>
    <name>PreflightTool</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Not ready: {names}.</source>
        <translation>Nicht bereit: {names}.</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>Weißabgleich</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>nicht bereit</translation>
    </message>
    <message>
        <source>overridden</source>
        <translation>übergangen</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
</context>
<context>
    <name>PresentationForm</name>
    <message>
        <source> cm</source>
        <translation> cm</translation>
    </message>
    <message>
        <source>Bona fide</source>
        <translation>Bona fide</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>Consent {id}: {fault}.</source>
        <translation>Einwilligung {id}: {fault}.</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Face only</source>
        <translation>Nur das Gesicht</translation>
    </message>
    <message>
        <source>Full pictures</source>
        <translation>Ganze Bilder</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Lighting</source>
        <translation>Beleuchtung</translation>
    </message>
    <message>
        <source>New consent…</source>
        <translation>Neue Einwilligung…</translation>
    </message>
    <message>
        <source>No pictures</source>
        <translation>Keine Bilder</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>PAI id</source>
        <translation>Kennung des PAI</translation>
    </message>
    <message>
        <source>PAI id without spaces</source>
        <translation>Kennung des PAI ohne Leerzeichen</translation>
    </message>
    <message>
        <source>Presented</source>
        <translation>Vorgelegt</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>The form is complete.</source>
        <translation>Das Formular ist vollständig.</translation>
    </message>
    <message>
        <source>To record, give: {list}.</source>
        <translation>Zum Aufnehmen fehlt: {list}.</translation>
    </message>
    <message>
        <source>a live, present person</source>
        <translation>eine lebende, anwesende Person</translation>
    </message>
    <message>
        <source>consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>e.g. P7</source>
        <translation>z. B. P7</translation>
    </message>
    <message>
        <source>e.g. gate-2</source>
        <translation>z. B. tor-2</translation>
    </message>
    <message>
        <source>every pixel of every frame</source>
        <translation>jedes Pixel jedes Bildes</translation>
    </message>
    <message>
        <source>landmarks and evidence, maps of at most 64 by 64</source>
        <translation>Landmarken und Belege, Karten von höchstens 64 mal 64</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>operator (no spaces)</source>
        <translation>Bedienung (ohne Leerzeichen)</translation>
    </message>
    <message>
        <source>pseudonym</source>
        <translation>Pseudonym</translation>
    </message>
    <message>
        <source>session name without spaces</source>
        <translation>Name der Sitzung ohne Leerzeichen</translation>
    </message>
    <message>
        <source>site</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>subject</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>subject (no spaces)</source>
        <translation>Person (ohne Leerzeichen)</translation>
    </message>
    <message>
        <source>target without spaces</source>
        <translation>Ziel ohne Leerzeichen</translation>
    </message>
    <message>
        <source>the face with a margin; nothing of frames without a face</source>
        <translation>das Gesicht mit einem Rand; nichts von Bildern ohne Gesicht</translation>
    </message>
    <message>
        <source>today's, if empty</source>
        <translation>die von heute, wenn leer</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>who is shown</source>
        <translation>wer gezeigt wird</translation>
    </message>
</context>
<context>
    <name>PreviewWidget</name>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Waiting for the first picture of the source.</source>
        <translation>Warten auf das erste Bild der Quelle.</translation>
    </message>
</context>
<context>
    <name>ProfileDesk</name>
    <message>
        <source>its error rates do not hold here: calibrate for this camera</source>
        <translation>seine Fehlerraten gelten hier nicht: kalibrieren Sie für diese Kamera</translation>
    </message>
    <message>
        <source>profile {id}</source>
        <translation>Profil {id}</translation>
    </message>
</context>
<context>
    <name>ProtocolDesk</name>
    <message>
        <source>Begin a new session</source>
        <translation>Neue Sitzung beginnen</translation>
    </message>
    <message>
        <source>Going on with session {id}</source>
        <translation>Sitzung {id} geht weiter</translation>
    </message>
    <message>
        <source>Protocol file</source>
        <translation>Protokolldatei</translation>
    </message>
    <message>
        <source>Protocols (*.toml)</source>
        <translation>Protokolle (*.toml)</translation>
    </message>
    <message>
        <source>This session was begun with another camera</source>
        <translation>Diese Sitzung wurde mit einer anderen Kamera begonnen</translation>
    </message>
    <message>
        <source>it was begun with {old}, this is {new}</source>
        <translation>sie wurde mit {old} begonnen, dies ist {new}</translation>
    </message>
    <message>
        <source>use the camera it was begun with, or begin a new session</source>
        <translation>nehmen Sie die Kamera, mit der sie begonnen wurde, oder beginnen Sie eine neue Sitzung</translation>
    </message>
    <message>
        <source>{done} of {asked} takes are there</source>
        <translation>{done} von {asked} Aufnahmen sind da</translation>
    </message>
    <message>
        <source>{left:.1f} of {seconds:g} s are kept: {key} records it again</source>
        <translation>{left:.1f} von {seconds:g} s sind da: {key} nimmt es noch einmal auf</translation>
    </message>
</context>
<context>
    <name>ProtocolEditor</name>
    <message>
        <source> (not saved)</source>
        <translation> (nicht gespeichert)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Collect after it</source>
        <translation>&amp;Danach sammeln</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Drop the changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>New &amp;from</source>
        <translation>Neu &amp;aus</translation>
    </message>
    <message>
        <source>Open a protocol</source>
        <translation>Protokoll öffnen</translation>
    </message>
    <message>
        <source>Protocol: {name}{changed}</source>
        <translation>Protokoll: {name}{changed}</translation>
    </message>
    <message>
        <source>Protocols (*.toml)</source>
        <translation>Protokolle (*.toml)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save among the site's o&amp;wn</source>
        <translation>Bei den ei&amp;genen des Ortes speichern</translation>
    </message>
    <message>
        <source>Save it first, then collect after it</source>
        <translation>Erst speichern, dann danach sammeln</translation>
    </message>
    <message>
        <source>Save the protocol</source>
        <translation>Protokoll speichern</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Gespeichert als {path}</translation>
    </message>
    <message>
        <source>The changes are not saved</source>
        <translation>Die Änderungen sind nicht gespeichert</translation>
    </message>
    <message>
        <source>The folder cannot be made</source>
        <translation>Der Ordner kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>adding a step</source>
        <translation>Schritt hinzufügen</translation>
    </message>
    <message>
        <source>change of {field}</source>
        <translation>Änderung von {field}</translation>
    </message>
    <message>
        <source>duplicating a step</source>
        <translation>Schritt verdoppeln</translation>
    </message>
    <message>
        <source>moving a step</source>
        <translation>Schritt verschieben</translation>
    </message>
    <message>
        <source>new protocol</source>
        <translation>neues Protokoll</translation>
    </message>
    <message>
        <source>removing a field</source>
        <translation>Feld entfernen</translation>
    </message>
    <message>
        <source>removing a step</source>
        <translation>Schritt entfernen</translation>
    </message>
    <message>
        <source>save them with Ctrl+S, or go on without them</source>
        <translation>speichern Sie sie mit Strg+S oder machen Sie ohne sie weiter</translation>
    </message>
</context>
<context>
    <name>ProtocolForm</name>
    <message>
        <source>Fields of the protocol</source>
        <translation>Felder des Protokolls</translation>
    </message>
</context>
<context>
    <name>ProtocolMenu</name>
    <message>
        <source>&amp;No protocol</source>
        <translation>&amp;Kein Protokoll</translation>
    </message>
    <message>
        <source>&amp;Open a protocol file…</source>
        <translation>&amp;Protokolldatei öffnen…</translation>
    </message>
    <message>
        <source>&amp;Protocol</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>{file} (at fault)</source>
        <translation>{file} (fehlerhaft)</translation>
    </message>
</context>
<context>
    <name>ProtocolPreview</name>
    <message>
        <source>About {hours} of one camera and one operator. About {size} lossless at 720p, or {small} as the camera's JPEG at 1080p. Optional steps do not count.</source>
        <translation>Etwa {hours} mit einer Kamera und einer Bedienung. Etwa {size} verlustfrei bei 720p oder {small} als JPEG der Kamera bei 1080p. Freiwillige Schritte zählen nicht.</translation>
    </message>
    <message>
        <source>Correct the faults to see the matrix.</source>
        <translation>Beheben Sie die Fehler, um die Tabelle zu sehen.</translation>
    </message>
    <message>
        <source>For 1 person: {takes} takes, {live} live and {attacks} attacks.</source>
        <translation>Für 1 Person: {takes} Aufnahmen, {live} live und {attacks} Angriffe.</translation>
    </message>
    <message>
        <source>For {people} people: {takes} takes, {live} live, {attacks} attacks.</source>
        <translation>Für {people} Personen: {takes} Aufnahmen, {live} live, {attacks} Angriffe.</translation>
    </message>
    <message>
        <source>Takes of one person</source>
        <translation>Aufnahmen einer Person</translation>
    </message>
    <message>
        <source>What it comes to</source>
        <translation>Was es ergibt</translation>
    </message>
</context>
<context>
    <name>QueueDesk</name>
    <message>
        <source>1 take</source>
        <translation>1 Aufnahme</translation>
    </message>
    <message>
        <source>Everybody in the queue is done.</source>
        <translation>Alle auf der Liste sind fertig.</translation>
    </message>
    <message>
        <source>Nobody is in the queue: write today's people under People.</source>
        <translation>Niemand steht auf der Liste: die Personen von heute unter „Personen“ eintragen.</translation>
    </message>
    <message>
        <source>Not added: {words}</source>
        <translation>Nicht aufgenommen: {words}</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>The take that runs ends first.</source>
        <translation>Zuerst endet die laufende Aufnahme.</translation>
    </message>
    <message>
        <source>a pseudonym has letters, digits, dots and hyphens</source>
        <translation>ein Pseudonym hat Buchstaben, Ziffern, Punkte und Bindestriche</translation>
    </message>
    <message>
        <source>done, {t}</source>
        <translation>fertig, {t}</translation>
    </message>
    <message>
        <source>no valid consent yet</source>
        <translation>noch keine gültige Einwilligung</translation>
    </message>
    <message>
        <source>now, {t}</source>
        <translation>jetzt, {t}</translation>
    </message>
    <message>
        <source>waits, {t}</source>
        <translation>wartet, {t}</translation>
    </message>
    <message>
        <source>{n} of {total} takes</source>
        <translation>{n} von {total} Aufnahmen</translation>
    </message>
    <message>
        <source>{n} takes</source>
        <translation>{n} Aufnahmen</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add people to the queue</source>
        <translation>Personen auf die Liste setzen</translation>
    </message>
    <message>
        <source>Go on with the next person</source>
        <translation>Mit der nächsten Person weitermachen</translation>
    </message>
    <message>
        <source>Next person (PgDown)</source>
        <translation>Nächste Person (Bild ab)</translation>
    </message>
    <message>
        <source>Next: {person} (PgDown)</source>
        <translation>Weiter: {person} (Bild ab)</translation>
    </message>
    <message>
        <source>People of the day</source>
        <translation>Personen des Tages</translation>
    </message>
    <message>
        <source>Pseudonyms to add</source>
        <translation>Pseudonyme für die Liste</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the chosen people</source>
        <translation>Die gewählten Personen entfernen</translation>
    </message>
    <message>
        <source>S1, S2, S3…</source>
        <translation>S1, S2, S3 …</translation>
    </message>
    <message>
        <source>{person}: {word}</source>
        <translation>{person}: {word}</translation>
    </message>
</context>
<context>
    <name>RangeDialog</name>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Range of the colours</source>
        <translation>Bereich der Farben</translation>
    </message>
    <message>
        <source>The signal's own</source>
        <translation>Die des Signals</translation>
    </message>
    <message>
        <source>The upper end must lie above the lower one.</source>
        <translation>Das obere Ende muss über dem unteren liegen.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Benutzen</translation>
    </message>
</context>
<context>
    <name>RangeFilter</name>
    <message>
        <source>Greatest value</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>Least value</source>
        <translation>Kleinster Wert</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>No limits</source>
        <translation>Keine Grenzen</translation>
    </message>
    <message>
        <source>Number to limit</source>
        <translation>Zahl, die begrenzt wird</translation>
    </message>
    <message>
        <source>dropped frames</source>
        <translation>verlorene Bilder der Quelle</translation>
    </message>
    <message>
        <source>duration, s</source>
        <translation>Dauer, s</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>frames with a face, %</source>
        <translation>Bilder mit Gesicht, %</translation>
    </message>
    <message>
        <source>lost frames</source>
        <translation>verlorene Bilder</translation>
    </message>
    <message>
        <source>repetition</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>score, nat</source>
        <translation>Score, nat</translation>
    </message>
</context>
<context>
    <name>RateBars</name>
    <message>
        <source>Error rates</source>
        <translation>Fehlerraten</translation>
    </message>
    <message>
        <source>No rates yet.</source>
        <translation>Noch keine Raten.</translation>
    </message>
</context>
<context>
    <name>RatesPanel</name>
    <message>
        <source>ACER {acer:.1f} %: not of the standard, for literature only.</source>
        <translation>ACER {acer:.1f} %: nicht aus der Norm, nur für die Literatur.</translation>
    </message>
    <message>
        <source>APCER of the worst species</source>
        <translation>APCER der schlechtesten Art</translation>
    </message>
    <message>
        <source>APCER {rate}</source>
        <translation>APCER {rate}</translation>
    </message>
    <message>
        <source>For comparison with literature</source>
        <translation>Zum Vergleich mit der Literatur</translation>
    </message>
    <message>
        <source>No APCER</source>
        <translation>Keine APCER</translation>
    </message>
    <message>
        <source>No attack has a score here.</source>
        <translation>Kein Angriff hat hier einen Score.</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Worst case</source>
        <translation>Schlechtester Fall</translation>
    </message>
    <message>
        <source>Worst: {species}</source>
        <translation>Schlechteste: {species}</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>In own words</source>
        <translation>Mit eigenen Worten</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>in own words, never a name</source>
        <translation>mit eigenen Worten, nie ein Name</translation>
    </message>
</context>
<context>
    <name>RecordBar</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>FAILED: {why}</source>
        <translation>FEHLER: {why}</translation>
    </message>
    <message>
        <source>Length of a take</source>
        <translation>Länge einer Aufnahme</translation>
    </message>
    <message>
        <source>NOT WRITING for {s:.1f} s, {counts}</source>
        <translation>SCHREIBT NICHT seit {s:.1f} s, {counts}</translation>
    </message>
    <message>
        <source>REC {clock}  {counts}</source>
        <translation>AUFN. {clock}  {counts}</translation>
    </message>
    <message>
        <source>Record ({key})</source>
        <translation>Aufnehmen ({key})</translation>
    </message>
    <message>
        <source>Retake ({key})</source>
        <translation>Wiederholen ({key})</translation>
    </message>
    <message>
        <source>Retake the last take</source>
        <translation>Letzte Aufnahme wiederholen</translation>
    </message>
    <message>
        <source>Stop ({key})</source>
        <translation>Anhalten ({key})</translation>
    </message>
    <message>
        <source>ready: press {key} to record</source>
        <translation>bereit: zum Aufnehmen {key} drücken</translation>
    </message>
    <message>
        <source>stop after </source>
        <translation>anhalten nach </translation>
    </message>
    <message>
        <source>take begins at zero</source>
        <translation>die Aufnahme beginnt bei null</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>bis zum Anhalten</translation>
    </message>
    <message>
        <source>writing the take: {n} frames on disk</source>
        <translation>Aufnahme wird geschrieben: {n} Bilder gespeichert</translation>
    </message>
    <message>
        <source>{done}/{all} frames on disk</source>
        <translation>{done}/{all} Bilder gespeichert</translation>
    </message>
</context>
<context>
    <name>RecordDesk</name>
    <message>
        <source>Checklist</source>
        <translation>Checkliste</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Making the take's file…</source>
        <translation>Die Datei der Aufnahme entsteht…</translation>
    </message>
    <message>
        <source>PAI id</source>
        <translation>Kennung des PAI</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Noch einmal aufnehmen</translation>
    </message>
    <message>
        <source>The last take's file is being made.</source>
        <translation>Die Datei der letzten Aufnahme entsteht gerade.</translation>
    </message>
    <message>
        <source>This step needs: {names}.</source>
        <translation>Dieser Schritt braucht: {names}.</translation>
    </message>
    <message>
        <source>To record, choose a dataset folder or give a consent.</source>
        <translation>Zum Aufnehmen wählen Sie einen Ordner oder geben Sie eine Einwilligung an.</translation>
    </message>
    <message>
        <source>To record, start a source.</source>
        <translation>Zum Aufnehmen starten Sie eine Quelle.</translation>
    </message>
    <message>
        <source>complete the form below</source>
        <translation>füllen Sie unten das Formular aus</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
</context>
<context>
    <name>ReliabilityPanel</name>
    <message>
        <source>Brier score {score:.3f}; knowing nothing gives {nothing:.3f}.</source>
        <translation>Brier-Wert {score:.3f}; ohne jedes Wissen {nothing:.3f}.</translation>
    </message>
    <message>
        <source>Cllr {cllr:.3f} bit, of which calibration could win {loss:.3f}.</source>
        <translation>Cllr {cllr:.3f} Bit, davon könnte Kalibrierung {loss:.3f} gewinnen.</translation>
    </message>
    <message>
        <source>None of these takes validated the profile.</source>
        <translation>Keine dieser Aufnahmen prüfte das Profil.</translation>
    </message>
    <message>
        <source>On takes of people whom the fit of {id} had not seen.</source>
        <translation>An Aufnahmen von Personen, die die Anpassung von {id} nicht gesehen hatte.</translation>
    </message>
    <message>
        <source>Reliability in words</source>
        <translation>Verlässlichkeit in Worten</translation>
    </message>
    <message>
        <source>The best monotone map of these very takes (isotonic, for diagnosis) would give {best:.3f}.</source>
        <translation>Die beste monotone Abbildung eben dieser Aufnahmen (isotonisch, zur Diagnose) gäbe {best:.3f}.</translation>
    </message>
    <message>
        <source>n = {n} takes that answered.</source>
        <translation>n = {n} Aufnahmen mit Antwort.</translation>
    </message>
</context>
<context>
    <name>ReliabilityPlot</name>
    <message>
        <source>Reliability of confidences</source>
        <translation>Verlässlichkeit der Sicherheiten</translation>
    </message>
    <message>
        <source>Reliability takes scores of bona fide takes and of attacks.</source>
        <translation>Verlässlichkeit braucht Scores von bona fide und von Angriffen.</translation>
    </message>
    <message>
        <source>confidence that it is bona fide, %</source>
        <translation>Sicherheit, dass es bona fide ist, %</translation>
    </message>
    <message>
        <source>share that was bona fide, %</source>
        <translation>Anteil, der bona fide war, %</translation>
    </message>
</context>
<context>
    <name>ReportDesk</name>
    <message>
        <source>Retake</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Take {id} is doubtful</source>
        <translation>Aufnahme {id} ist zweifelhaft</translation>
    </message>
    <message>
        <source>an attack counts all the same</source>
        <translation>ein Angriff zählt trotzdem</translation>
    </message>
</context>
<context>
    <name>ResultWords</name>
    <message>
        <source>100 Hz: mains of 50 Hz</source>
        <translation>100 Hz: Netz mit 50 Hz</translation>
    </message>
    <message>
        <source>120 Hz: mains of 60 Hz</source>
        <translation>120 Hz: Netz mit 60 Hz</translation>
    </message>
    <message>
        <source>before the camera</source>
        <translation>vor der Kamera</translation>
    </message>
    <message>
        <source>below</source>
        <translation>darunter</translation>
    </message>
    <message>
        <source>by the irises</source>
        <translation>nach der Iris</translation>
    </message>
    <message>
        <source>cannot be told</source>
        <translation>nicht zu erkennen</translation>
    </message>
    <message>
        <source>colour error</source>
        <translation>Farbfehler</translation>
    </message>
    <message>
        <source>corners off by</source>
        <translation>Ecken daneben um</translation>
    </message>
    <message>
        <source>direction known to</source>
        <translation>Richtung bekannt auf</translation>
    </message>
    <message>
        <source>distance of the card</source>
        <translation>Abstand der Karte</translation>
    </message>
    <message>
        <source>field of view</source>
        <translation>Bildwinkel</translation>
    </message>
    <message>
        <source>first row to last</source>
        <translation>erste bis letzte Zeile</translation>
    </message>
    <message>
        <source>flicker</source>
        <translation>Flimmern</translation>
    </message>
    <message>
        <source>focal length</source>
        <translation>Brennweite</translation>
    </message>
    <message>
        <source>frame rate</source>
        <translation>Bildrate</translation>
    </message>
    <message>
        <source>from</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>gain of blue</source>
        <translation>Verstärkung Blau</translation>
    </message>
    <message>
        <source>gain of red</source>
        <translation>Verstärkung Rot</translation>
    </message>
    <message>
        <source>light on the card</source>
        <translation>Licht auf der Karte</translation>
    </message>
    <message>
        <source>method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>modulation</source>
        <translation>Modulation</translation>
    </message>
    <message>
        <source>noise at {mean:.0f}</source>
        <translation>Rauschen bei {mean:.0f}</translation>
    </message>
    <message>
        <source>noise in the dark</source>
        <translation>Rauschen im Dunkeln</translation>
    </message>
    <message>
        <source>none is seen</source>
        <translation>keines zu sehen</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>picture seen</source>
        <translation>abgedecktes Bild</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>to the right</source>
        <translation>nach rechts</translation>
    </message>
    <message>
        <source>tone curve, gamma</source>
        <translation>Tonkurve, Gamma</translation>
    </message>
    <message>
        <source>upright</source>
        <translation>senkrecht</translation>
    </message>
    <message>
        <source>white {white:.0f}, black {black:.0f}, uneven by {uneven:.2f}</source>
        <translation>Weiß {white:.0f}, Schwarz {black:.0f}, ungleich um {uneven:.2f}</translation>
    </message>
    <message>
        <source>{mean:.1f} in the mean, {corrected:.1f} with a matrix (Delta E)</source>
        <translation>{mean:.1f} im Mittel, {corrected:.1f} mit Matrix (Delta E)</translation>
    </message>
    <message>
        <source>{n} observations</source>
        <translation>{n} Beobachtungen</translation>
    </message>
    <message>
        <source>{value}{unit}, 95 %: {low} to {high}</source>
        <translation>{value}{unit}, 95 %: {low} bis {high}</translation>
    </message>
</context>
<context>
    <name>ResumeDialog</name>
    <message>
        <source>&amp;Begin a new session</source>
        <translation>&amp;Neue Sitzung beginnen</translation>
    </message>
    <message>
        <source>&amp;Close it for good</source>
        <translation>Für immer s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>A session is not complete</source>
        <translation>Eine Sitzung ist nicht vollständig</translation>
    </message>
    <message>
        <source>Nothing that matters has changed since.</source>
        <translation>Seitdem hat sich nichts Wichtiges geändert.</translation>
    </message>
    <message>
        <source>Session {id}</source>
        <translation>Sitzung {id}</translation>
    </message>
    <message>
        <source>at the place where it was left</source>
        <translation>an der Stelle, an der sie verlassen wurde</translation>
    </message>
    <message>
        <source>its takes stay; nothing is added to it any more</source>
        <translation>ihre Aufnahmen bleiben; nichts kommt mehr hinzu</translation>
    </message>
    <message>
        <source>the old one stays open, and is offered again</source>
        <translation>die alte bleibt offen und wird wieder angeboten</translation>
    </message>
</context>
<context>
    <name>ResumeOffer</name>
    <message>
        <source>Session {id} is closed</source>
        <translation>Sitzung {id} ist geschlossen</translation>
    </message>
    <message>
        <source>To record, say whether the session goes on.</source>
        <translation>Zum Aufnehmen sagen Sie, ob die Sitzung weitergeht.</translation>
    </message>
    <message>
        <source>its takes stay; choose the protocol again to begin a new one</source>
        <translation>ihre Aufnahmen bleiben; wählen Sie das Protokoll noch einmal, um eine neue zu beginnen</translation>
    </message>
</context>
<context>
    <name>RetentionDesk</name>
    <message>
        <source>Takes of {who} may be kept no longer</source>
        <translation>Aufnahmen von {who} dürfen nicht länger behalten werden</translation>
    </message>
    <message>
        <source>Withdraw and erase…</source>
        <translation>Widerrufen und löschen…</translation>
    </message>
    <message>
        <source>erase them, as the subjects were promised</source>
        <translation>löschen Sie sie, wie es den Personen versprochen war</translation>
    </message>
    <message>
        <source>the last day was {day}</source>
        <translation>der letzte Tag war {day}</translation>
    </message>
    <message>
        <source>{who} and {n} more</source>
        <translation>{who} und {n} weitere</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Accept ({key})</source>
        <translation>Annehmen ({key})</translation>
    </message>
    <message>
        <source>Ask for a retake ({key})</source>
        <translation>Um Wiederholung bitten ({key})</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>PAI not as described</source>
        <translation>PAI nicht wie beschrieben</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reject ({key})</source>
        <translation>Ablehnen ({key})</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Reviewer</source>
        <translation>Prüfende Person</translation>
    </message>
    <message>
        <source>bad light</source>
        <translation>schlechtes Licht</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>unscharf</translation>
    </message>
    <message>
        <source>choose a reason first</source>
        <translation>wählen Sie zuerst einen Grund</translation>
    </message>
    <message>
        <source>face not seen</source>
        <translation>Gesicht nicht zu sehen</translation>
    </message>
    <message>
        <source>give your pseudonym first</source>
        <translation>geben Sie zuerst Ihr Pseudonym an</translation>
    </message>
    <message>
        <source>not reviewed</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>note, never a name</source>
        <translation>Notiz, nie ein Name</translation>
    </message>
    <message>
        <source>other</source>
        <translation>anderes</translation>
    </message>
    <message>
        <source>other person in the picture</source>
        <translation>andere Person im Bild</translation>
    </message>
    <message>
        <source>protocol not followed</source>
        <translation>Protokoll nicht befolgt</translation>
    </message>
    <message>
        <source>reason…</source>
        <translation>Grund…</translation>
    </message>
    <message>
        <source>technical fault</source>
        <translation>technischer Fehler</translation>
    </message>
    <message>
        <source>wrong label</source>
        <translation>falsche Kennzeichnung</translation>
    </message>
    <message>
        <source>your pseudonym</source>
        <translation>Ihr Pseudonym</translation>
    </message>
</context>
<context>
    <name>SampleDesk</name>
    <message>
        <source>Recording a sample dataset: {done} of {total} takes</source>
        <translation>Beispieldatensatz entsteht: {done} von {total} Aufnahmen</translation>
    </message>
    <message>
        <source>Recording a sample dataset…</source>
        <translation>Beispieldatensatz entsteht…</translation>
    </message>
    <message>
        <source>The sample dataset was cancelled</source>
        <translation>Der Beispieldatensatz wurde abgebrochen</translation>
    </message>
    <message>
        <source>what was recorded is in {folder}</source>
        <translation>was aufgenommen wurde, ist in {folder}</translation>
    </message>
</context>
<context>
    <name>SamplePlan</name>
    <message>
        <source>Error rate that is to be shown</source>
        <translation>Fehlerrate, die gezeigt werden soll</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Kennzeichnung</translation>
    </message>
    <message>
        <source>No takes yet. What they can show stands here.</source>
        <translation>Noch keine Aufnahmen. Was sie zeigen können, steht hier.</translation>
    </message>
    <message>
        <source>To be shown</source>
        <translation>Zu zeigen</translation>
    </message>
    <message>
        <source>What the takes can show</source>
        <translation>Was die Aufnahmen zeigen können</translation>
    </message>
    <message>
        <source>What the takes show</source>
        <translation>Was die Aufnahmen zeigen</translation>
    </message>
    <message>
        <source>exact, one-sided 95 %; errors of the recorded decisions, uncalibrated</source>
        <translation>exakt, einseitig 95 %; Fehler der aufgezeichneten Entscheidungen, unkalibriert</translation>
    </message>
    <message>
        <source>{rate:g} %</source>
        <translation>{rate:g} %</translation>
    </message>
</context>
<context>
    <name>ScatterPlot</name>
    <message>
        <source>No take has both a score and this condition.</source>
        <translation>Keine Aufnahme hat Score und diese Bedingung.</translation>
    </message>
    <message>
        <source>Score against a condition</source>
        <translation>Score gegen eine Bedingung</translation>
    </message>
    <message>
        <source>score, nat</source>
        <translation>Score, nat</translation>
    </message>
</context>
<context>
    <name>ScoreStrips</name>
    <message>
        <source>-10 s</source>
        <translation>-10 s</translation>
    </message>
    <message>
        <source>Fused</source>
        <translation>Fusion</translation>
    </message>
    <message>
        <source>Scores of the last 10 seconds</source>
        <translation>Scores der letzten 10 Sekunden</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>annehmen</translation>
    </message>
    <message>
        <source>llr, nat</source>
        <translation>llr, nat</translation>
    </message>
    <message>
        <source>llr, nat, &gt; 0 bona fide</source>
        <translation>llr, nat, &gt; 0 bona fide</translation>
    </message>
    <message>
        <source>no valid signal</source>
        <translation>kein gültiges Signal</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>ablehnen</translation>
    </message>
    <message>
        <source>uncalibrated</source>
        <translation>unkalibriert</translation>
    </message>
</context>
<context>
    <name>ScreenBoard</name>
    <message>
        <source>Pattern for the mirror</source>
        <translation>Muster für den Spiegel</translation>
    </message>
    <message>
        <source>{text}   Esc ends this</source>
        <translation>{text}   Esc beendet dies</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>(also reviewed by {0})</source>
        <translation>(auch geprüft von {0})</translation>
    </message>
    <message>
        <source>(weak: {0} x the least motion)</source>
        <translation>(schwach: {0} x die kleinste Bewegung)</translation>
    </message>
    <message>
        <source>, {0} pairs were the same picture twice</source>
        <translation>, {0} Paare waren zweimal dasselbe Bild</translation>
    </message>
    <message>
        <source>--false-alarms is a chance</source>
        <translation>--false-alarms ist eine Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>--out {0} is neither .html nor .pdf</source>
        <translation>--out {0} ist weder .html noch .pdf</translation>
    </message>
    <message>
        <source>--shard {0} is no part of a whole</source>
        <translation>--shard {0} ist kein Teil eines Ganzen</translation>
    </message>
    <message>
        <source>--target is a rate</source>
        <translation>--target ist eine Rate</translation>
    </message>
    <message>
        <source>0 frames recorded</source>
        <translation>0 Bilder aufgenommen</translation>
    </message>
    <message>
        <source>100 and 120 Hz fit alike: use another frame rate</source>
        <translation>100 und 120 Hz passen gleich gut: andere Bildrate wählen</translation>
    </message>
    <message>
        <source>24 patch chart found by cv2.mcc or in the outline; power law of the grey row, 3 x 3 matrix</source>
        <translation>Farbtafel mit 24 Feldern, durch cv2.mcc oder im Umriss gefunden; Potenzgesetz der grauen Reihe, 3-x-3-Matrix</translation>
    </message>
    <message>
        <source>; irises of {0} px are small, {1} do</source>
        <translation>; Iris von {0} px ist klein, {1} genügen</translation>
    </message>
    <message>
        <source>; its frequency moved by {0} against the face: no texture of skin, the moire of a screen that is held?</source>
        <translation>; seine Frequenz wanderte um {0} gegen das Gesicht: keine Struktur der Haut; das Moiré eines gehaltenen Bildschirms?</translation>
    </message>
    <message>
        <source>ChArUco on the screen seen in a plane mirror; Rodrigues et al. 2010, refined over the reprojection error; uncertainty by the jackknife over mirrors</source>
        <translation>ChArUco auf dem Bildschirm, in einem ebenen Spiegel gesehen; Rodrigues u. a. 2010, verfeinert über den Rückprojektionsfehler; Unsicherheit durch Jackknife über die Spiegel</translation>
    </message>
    <message>
        <source>ChArUco views, Zhang 2000 by cv2.calibrateCamera, k1 k2 p1 p2; uncertainty by the jackknife over views</source>
        <translation>ChArUco-Ansichten, Zhang 2000 durch cv2.calibrateCamera, k1 k2 p1 p2; Unsicherheit durch Jackknife über die Ansichten</translation>
    </message>
    <message>
        <source>Colour and white balance</source>
        <translation>Farbe und Weißabgleich</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>Kommen Sie näher</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Depth consistency</source>
        <translation>Stimmigkeit der Tiefe</translation>
    </message>
    <message>
        <source>Distance and scale</source>
        <translation>Abstand und Maßstab</translation>
    </message>
    <message>
        <source>Face the camera</source>
        <translation>Sehen Sie zur Kamera</translation>
    </message>
    <message>
        <source>Facial motion</source>
        <translation>Bewegung des Gesichts</translation>
    </message>
    <message>
        <source>Few takes, so every rate is rough (n under 30): {0}.</source>
        <translation>Wenige Aufnahmen, also ist jede Rate grob (n unter 30): {0}.</translation>
    </message>
    <message>
        <source>Flicker of lamps</source>
        <translation>Flimmern der Lampen</translation>
    </message>
    <message>
        <source>Go back a little</source>
        <translation>Gehen Sie etwas zurück</translation>
    </message>
    <message>
        <source>Hold still</source>
        <translation>Halten Sie still</translation>
    </message>
    <message>
        <source>Lens and field of view</source>
        <translation>Objektiv und Bildwinkel</translation>
    </message>
    <message>
        <source>Less light, please</source>
        <translation>Bitte weniger Licht</translation>
    </message>
    <message>
        <source>Light from both sides, please</source>
        <translation>Bitte Licht von beiden Seiten</translation>
    </message>
    <message>
        <source>Look at the camera</source>
        <translation>Sehen Sie in die Kamera</translation>
    </message>
    <message>
        <source>MediaPipe has no face mesh</source>
        <translation>MediaPipe hat kein Gesichtsnetz</translation>
    </message>
    <message>
        <source>More light, please</source>
        <translation>Bitte mehr Licht</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Move to the middle</source>
        <translation>Gehen Sie in die Mitte</translation>
    </message>
    <message>
        <source>No threshold can work: half of {0} scores as high as bona fide presentations do, or higher.</source>
        <translation>Keine Schwelle kann wirken: Die Hälfte von {0} hat Scores wie bona fide oder höher.</translation>
    </message>
    <message>
        <source>No threshold is free of errors: {0} overlap with bona fide.</source>
        <translation>Keine Schwelle ist fehlerfrei: {0} überschneiden sich mit bona fide.</translation>
    </message>
    <message>
        <source>No {0} have a score here, so nothing can be said.</source>
        <translation>Keine {0} haben hier einen Score, also lässt sich nichts sagen.</translation>
    </message>
    <message>
        <source>One person only, please</source>
        <translation>Bitte nur eine Person</translation>
    </message>
    <message>
        <source>PAI {0} is registered already</source>
        <translation>PAI {0} ist schon eingetragen</translation>
    </message>
    <message>
        <source>Place of the screen</source>
        <translation>Ort des Bildschirms</translation>
    </message>
    <message>
        <source>PortAudio is missing</source>
        <translation>PortAudio fehlt</translation>
    </message>
    <message>
        <source>PySide6 is not installed</source>
        <translation>PySide6 ist nicht installiert</translation>
    </message>
    <message>
        <source>Reflection</source>
        <translation>Spiegelung</translation>
    </message>
    <message>
        <source>Sensor noise</source>
        <translation>Rauschen des Sensors</translation>
    </message>
    <message>
        <source>Separates these takes with a margin of {0} nat.</source>
        <translation>Trennt diese Aufnahmen mit einem Abstand von {0} nat.</translation>
    </message>
    <message>
        <source>Softer light, please</source>
        <translation>Bitte weicheres Licht</translation>
    </message>
    <message>
        <source>Texture</source>
        <translation>Textur</translation>
    </message>
    <message>
        <source>The threshold lies in empty space: anything above {0} and up to {1} gives the same errors.</source>
        <translation>Die Schwelle liegt im Leeren: Alles über {0} und bis {1} ergibt dieselben Fehler.</translation>
    </message>
    <message>
        <source>Turn your head a little</source>
        <translation>Drehen Sie den Kopf etwas</translation>
    </message>
    <message>
        <source>a board is not written as {0}</source>
        <translation>eine Tafel wird nicht als {0} geschrieben</translation>
    </message>
    <message>
        <source>a contrast of {:.0f} levels</source>
        <translation>ein Kontrast von {:.0f} Stufen</translation>
    </message>
    <message>
        <source>a demo camera has no look {0}</source>
        <translation>eine Demokamera hat kein Aussehen {0}</translation>
    </message>
    <message>
        <source>a demo camera needs subject and seed of 0 or more, a rate above 0 and at least 160 x 120 pixels</source>
        <translation>eine Demokamera braucht Person und Startwert von 0 an, eine Rate über 0 und mindestens 160 x 120 Pixel</translation>
    </message>
    <message>
        <source>a face in {0} % of the frames, limit {1} %</source>
        <translation>ein Gesicht in {0} % der Bilder, Grenze {1} %</translation>
    </message>
    <message>
        <source>a face in {0} % of the frames, {1} % is needed</source>
        <translation>ein Gesicht in {0} % der Bilder, nötig sind {1} %</translation>
    </message>
    <message>
        <source>a file does not say which camera it is from</source>
        <translation>eine Datei sagt nicht, von welcher Kamera sie ist</translation>
    </message>
    <message>
        <source>a frame does not decode as {0}</source>
        <translation>ein Bild lässt sich nicht als {0} lesen</translation>
    </message>
    <message>
        <source>a pattern of {0} px at {1} dB in {2} of {3} analyses, on {4} of {5} patches</source>
        <translation>ein Muster von {0} px mit {1} dB in {2} von {3} Analysen, auf {4} von {5} Flächen</translation>
    </message>
    <message>
        <source>a split cannot be named so</source>
        <translation>so kann eine Aufteilung nicht heißen</translation>
    </message>
    <message>
        <source>a split needs its part</source>
        <translation>eine Aufteilung braucht ihren Teil</translation>
    </message>
    <message>
        <source>a take is being recorded</source>
        <translation>es wird gerade aufgenommen</translation>
    </message>
    <message>
        <source>a tone curve of {0} was taken for it</source>
        <translation>eine Tonkurve von {0} wurde angenommen</translation>
    </message>
    <message>
        <source>a {0} needs a reason</source>
        <translation>{0} braucht einen Grund</translation>
    </message>
    <message>
        <source>accept: {0} is {1} or more, {2} families speak</source>
        <translation>annehmen: {0} ist {1} oder mehr, {2} Gruppen sprechen</translation>
    </message>
    <message>
        <source>add mirrors with more tilt, up and down as well as to the sides</source>
        <translation>den Spiegel stärker neigen, auf und ab und zu den Seiten</translation>
    </message>
    <message>
        <source>add one: liveness-studio consent add {0} --id ID --subject SUBJECT</source>
        <translation>fügen Sie eine hinzu: liveness-studio consent add {0} --id KENNUNG --subject PERSON</translation>
    </message>
    <message>
        <source>after {0} frames</source>
        <translation>nach {0} Bildern</translation>
    </message>
    <message>
        <source>all {0} bona fide takes are of {1}</source>
        <translation>alle {0} bona-fide-Aufnahmen sind von {1}</translation>
    </message>
    <message>
        <source>along {0} of its rim the face is smoother than its surround: it may be blended in; not weighed</source>
        <translation>an {0} seines Randes ist das Gesicht glatter als seine Umgebung: vielleicht hineingemischt; nicht gewichtet</translation>
    </message>
    <message>
        <source>an attack of {0} has the highest score of all</source>
        <translation>ein Angriff mit {0} hat den höchsten Score von allen</translation>
    </message>
    <message>
        <source>an earlier erasure is not complete</source>
        <translation>eine frühere Löschung ist nicht fertig</translation>
    </message>
    <message>
        <source>an exposure of {0} ms hides {1} Hz: choose one that is no multiple of its period</source>
        <translation>eine Belichtung von {0} ms verdeckt {1} Hz: eine wählen, die kein Vielfaches der Periode ist</translation>
    </message>
    <message>
        <source>an iris of {0} px cannot be</source>
        <translation>eine Iris von {0} px gibt es nicht</translation>
    </message>
    <message>
        <source>an iris of {:.0f} px</source>
        <translation>eine Iris von {:.0f} px</translation>
    </message>
    <message>
        <source>and {0} % of size</source>
        <translation>und {0} % der Größe</translation>
    </message>
    <message>
        <source>another studio has taken this dataset over</source>
        <translation>ein anderes Studio hat diesen Datensatz übernommen</translation>
    </message>
    <message>
        <source>another studio works in {0}</source>
        <translation>ein anderes Studio arbeitet in {0}</translation>
    </message>
    <message>
        <source>ask for {0}</source>
        <translation>verlangen Sie {0}</translation>
    </message>
    <message>
        <source>at {0} frames a second {1} Hz has no direction: record at another frame rate, too</source>
        <translation>bei {0} Bildern pro Sekunde haben {1} Hz keine Richtung: auch mit anderer Bildrate aufnehmen</translation>
    </message>
    <message>
        <source>at {0} frames a second {1} Hz stands still: record at another frame rate, too</source>
        <translation>bei {0} Bildern pro Sekunde stehen {1} Hz still: auch mit anderer Bildrate aufnehmen</translation>
    </message>
    <message>
        <source>away from the face</source>
        <translation>neben dem Gesicht</translation>
    </message>
    <message>
        <source>bands {0} rows apart travel over the face, {1} dB above those beside it: a screen's? Not weighed</source>
        <translation>Streifen im Abstand von {0} Zeilen wandern über das Gesicht, {1} dB über denen daneben: von einem Bildschirm? Nicht gewichtet</translation>
    </message>
    <message>
        <source>begin a new session, or go on with its own protocol</source>
        <translation>beginnen Sie eine neue Sitzung oder setzen Sie mit ihrem eigenen Protokoll fort</translation>
    </message>
    <message>
        <source>begin another session</source>
        <translation>beginnen Sie eine andere Sitzung</translation>
    </message>
    <message>
        <source>bent sheet</source>
        <translation>gebogenes Blatt</translation>
    </message>
    <message>
        <source>blurred: sharpness {value:.0f} of {limit:.0f}</source>
        <translation>unscharf: Schärfe {value:.0f} von {limit:.0f}</translation>
    </message>
    <message>
        <source>bona fide</source>
        <translation>bona fide</translation>
    </message>
    <message>
        <source>bona fide presentations</source>
        <translation>bona fide</translation>
    </message>
    <message>
        <source>bright: level {value:.0f} of 255, limit {limit:.0f}</source>
        <translation>hell: Stufe {value:.0f} von 255, Grenze {limit:.0f}</translation>
    </message>
    <message>
        <source>brightness ran from {0} to {1} only, {2} levels make a line: no gain is given</source>
        <translation>die Helligkeit reichte nur von {0} bis {1}, eine Gerade braucht {2} Stufen: keine Verstärkung</translation>
    </message>
    <message>
        <source>bring the board into the corners of the picture, too</source>
        <translation>die Tafel auch in die Ecken des Bildes bringen</translation>
    </message>
    <message>
        <source>by the iris alone: people's irises differ by 4 % (one sd)</source>
        <translation>nur nach der Iris: die Iris der Menschen weicht um 4 % ab (eine Standardabweichung)</translation>
    </message>
    <message>
        <source>calibrate the lens first</source>
        <translation>zuerst das Objektiv kalibrieren</translation>
    </message>
    <message>
        <source>calibrate the lens first; measure the lit part of the screen</source>
        <translation>zuerst das Objektiv kalibrieren; die leuchtende Fläche des Bildschirms messen</translation>
    </message>
    <message>
        <source>camera {camera:.0f} fps, analysed {analysed:.0f}</source>
        <translation>Kamera {camera:.0f} Bilder/s, analysiert {analysed:.0f}</translation>
    </message>
    <message>
        <source>camera {camera:.0f} fps, but only {analysed:.0f} analysed</source>
        <translation>Kamera {camera:.0f} Bilder/s, aber nur {analysed:.0f} analysiert</translation>
    </message>
    <message>
        <source>camera {camera:.0f} fps, {limit:.0f} are needed</source>
        <translation>Kamera {camera:.0f} Bilder/s, nötig sind {limit:.0f}</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>card in {0} pictures, irises in {1}, {2} are needed{3}</source>
        <translation>Karte in {0} Bildern, Iris in {1}, nötig sind {2}{3}</translation>
    </message>
    <message>
        <source>change exposure or light until none is black or white</source>
        <translation>Belichtung oder Licht ändern, bis keines schwarz oder weiß ist</translation>
    </message>
    <message>
        <source>check it</source>
        <translation>prüfen Sie es</translation>
    </message>
    <message>
        <source>check it again</source>
        <translation>prüfen Sie es noch einmal</translation>
    </message>
    <message>
        <source>check it again while the source runs and nothing is recorded</source>
        <translation>prüfen Sie es noch einmal, während die Quelle läuft und nichts aufgenommen wird</translation>
    </message>
    <message>
        <source>check its permissions and the disk</source>
        <translation>prüfen Sie seine Rechte und die Platte</translation>
    </message>
    <message>
        <source>check that it is a file and that you may read it</source>
        <translation>prüfen Sie, dass es eine Datei ist und Sie sie lesen dürfen</translation>
    </message>
    <message>
        <source>check that the file is complete; installing onnxruntime adds more operators</source>
        <translation>prüfen Sie, dass die Datei vollständig ist; onnxruntime bringt mehr Operatoren</translation>
    </message>
    <message>
        <source>check that the file is whole and opens in an image viewer</source>
        <translation>prüfen Sie, dass die Datei heil ist und sich in einem Bildbetrachter öffnet</translation>
    </message>
    <message>
        <source>check that the file is whole and plays in a video player</source>
        <translation>prüfen Sie, dass die Datei heil ist und in einem Videoprogramm läuft</translation>
    </message>
    <message>
        <source>check the address, the password and the network</source>
        <translation>prüfen Sie Adresse, Passwort und Netz</translation>
    </message>
    <message>
        <source>check the cable and whether another program uses it; try a lower resolution</source>
        <translation>prüfen Sie das Kabel und ob ein anderes Programm sie benutzt; versuchen Sie eine kleinere Auflösung</translation>
    </message>
    <message>
        <source>check the cable or the network, then check again</source>
        <translation>prüfen Sie Kabel oder Netz und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>check the cable or the network, then open it again</source>
        <translation>prüfen Sie Kabel oder Netz und öffnen Sie sie noch einmal</translation>
    </message>
    <message>
        <source>check the cable, then open it again</source>
        <translation>prüfen Sie das Kabel und öffnen Sie sie noch einmal</translation>
    </message>
    <message>
        <source>check the disk and its cable; what was acknowledged is kept</source>
        <translation>prüfen Sie die Platte und ihr Kabel; was bestätigt war, ist da</translation>
    </message>
    <message>
        <source>check the disk, and merge again</source>
        <translation>prüfen Sie die Platte und vereinen Sie noch einmal</translation>
    </message>
    <message>
        <source>check the disk; recover the dataset afterwards</source>
        <translation>prüfen Sie die Platte; retten Sie danach den Datensatz</translation>
    </message>
    <message>
        <source>check the free space; frames export pictures instead</source>
        <translation>prüfen Sie den freien Platz; frames exportiert stattdessen Bilder</translation>
    </message>
    <message>
        <source>check the id: liveness-studio list {0}</source>
        <translation>prüfen Sie die Kennung: liveness-studio list {0}</translation>
    </message>
    <message>
        <source>check the name</source>
        <translation>prüfen Sie den Namen</translation>
    </message>
    <message>
        <source>check the network and the camera, then open it again</source>
        <translation>prüfen Sie Netz und Kamera und öffnen Sie sie noch einmal</translation>
    </message>
    <message>
        <source>check the path</source>
        <translation>prüfen Sie den Pfad</translation>
    </message>
    <message>
        <source>check the path and its permissions</source>
        <translation>prüfen Sie den Pfad und seine Rechte</translation>
    </message>
    <message>
        <source>check the path and its rights</source>
        <translation>prüfen Sie den Pfad und seine Rechte</translation>
    </message>
    <message>
        <source>check the path's spelling</source>
        <translation>prüfen Sie die Schreibweise des Pfades</translation>
    </message>
    <message>
        <source>check the path; consent add and demo make a dataset</source>
        <translation>prüfen Sie den Pfad; consent add und demo legen einen Datensatz an</translation>
    </message>
    <message>
        <source>check the source</source>
        <translation>prüfen Sie die Quelle</translation>
    </message>
    <message>
        <source>check the source and run it again</source>
        <translation>prüfen Sie die Quelle und versuchen Sie es noch einmal</translation>
    </message>
    <message>
        <source>check the take and its label</source>
        <translation>prüfen Sie die Aufnahme und ihre Kennzeichnung</translation>
    </message>
    <message>
        <source>choose a faster disk</source>
        <translation>wählen Sie eine schnellere Platte</translation>
    </message>
    <message>
        <source>choose a folder that can be written</source>
        <translation>wählen Sie einen Ordner, in den geschrieben werden darf</translation>
    </message>
    <message>
        <source>choose a name that ends in .png</source>
        <translation>wählen Sie einen Namen, der auf .png endet</translation>
    </message>
    <message>
        <source>choose a new or empty folder</source>
        <translation>wählen Sie einen neuen oder leeren Ordner</translation>
    </message>
    <message>
        <source>choose a short exposure that is no multiple of 8.3 or 10 ms, and enter it</source>
        <translation>eine kurze Belichtung wählen, kein Vielfaches von 8,3 oder 10 ms, und eintragen</translation>
    </message>
    <message>
        <source>choose another back-end or camera; the exposure is not locked</source>
        <translation>wählen Sie einen anderen Treiber oder eine andere Kamera; die Belichtung ist nicht festgehalten</translation>
    </message>
    <message>
        <source>choose another folder</source>
        <translation>wählen Sie einen anderen Ordner</translation>
    </message>
    <message>
        <source>choose another id, or withdraw the old one first</source>
        <translation>wählen Sie eine andere Kennung oder widerrufen Sie zuerst die alte</translation>
    </message>
    <message>
        <source>choose another id: a PAI that was made anew is another PAI</source>
        <translation>wählen Sie eine andere Kennung: ein neu gemachtes PAI ist ein anderes PAI</translation>
    </message>
    <message>
        <source>choose another name, or remove it: liveness-studio splits remove</source>
        <translation>wählen Sie einen anderen Namen oder entfernen Sie sie: liveness-studio splits remove</translation>
    </message>
    <message>
        <source>choose another place, or use --force</source>
        <translation>wählen Sie einen anderen Ort oder nehmen Sie --force</translation>
    </message>
    <message>
        <source>choose one of them, or give the path of a TOML file</source>
        <translation>wählen Sie einen davon oder geben Sie den Pfad einer TOML-Datei an</translation>
    </message>
    <message>
        <source>choose the codec jpeg, a lower resolution, or a faster disk</source>
        <translation>wählen Sie jpeg, eine kleinere Auflösung oder eine schnellere Platte</translation>
    </message>
    <message>
        <source>close it there, then choose the folder again</source>
        <translation>schließen Sie es dort und wählen Sie dann den Ordner noch einmal</translation>
    </message>
    <message>
        <source>close it, and merge then</source>
        <translation>schließen Sie es und vereinen Sie dann</translation>
    </message>
    <message>
        <source>close it, and migrate then</source>
        <translation>schließen Sie es und wandeln Sie dann um</translation>
    </message>
    <message>
        <source>close the program that uses it</source>
        <translation>schließen Sie das Programm, das sie benutzt</translation>
    </message>
    <message>
        <source>coherence {0}, {1}</source>
        <translation>Kohärenz {0}, {1}</translation>
    </message>
    <message>
        <source>collect more</source>
        <translation>sammeln Sie mehr</translation>
    </message>
    <message>
        <source>collect more people</source>
        <translation>sammeln Sie mehr Personen</translation>
    </message>
    <message>
        <source>collect more takes</source>
        <translation>sammeln Sie mehr Aufnahmen</translation>
    </message>
    <message>
        <source>compressed video shows peaks on live skin too, and this camera has no null yet</source>
        <translation>komprimiertes Video zeigt auch auf lebender Haut Spitzen, und diese Kamera hat noch keine eigene Nulllinie</translation>
    </message>
    <message>
        <source>consent {0} does not allow recording {1}</source>
        <translation>Einwilligung {0} erlaubt nicht, {1} aufzunehmen</translation>
    </message>
    <message>
        <source>consent {0} exists already</source>
        <translation>Einwilligung {0} gibt es schon</translation>
    </message>
    <message>
        <source>corners lie {0} px off, {1} at most</source>
        <translation>Ecken liegen {0} px daneben, höchstens {1}</translation>
    </message>
    <message>
        <source>correct the field, or restore the file from a backup</source>
        <translation>berichtigen Sie das Feld oder holen Sie die Datei aus einer Sicherung</translation>
    </message>
    <message>
        <source>correct the input or the outputs in the JSON file</source>
        <translation>berichtigen Sie Eingang oder Ausgänge in der JSON-Datei</translation>
    </message>
    <message>
        <source>correct the protocol file</source>
        <translation>berichtigen Sie die Protokolldatei</translation>
    </message>
    <message>
        <source>correct the value</source>
        <translation>berichtigen Sie den Wert</translation>
    </message>
    <message>
        <source>dark: level {value:.0f} of 255, {low:.0f} is needed</source>
        <translation>dunkel: Stufe {value:.0f} von 255, nötig {low:.0f}</translation>
    </message>
    <message>
        <source>depth camera, above its best plane</source>
        <translation>Tiefenkamera, über ihrer besten Ebene</translation>
    </message>
    <message>
        <source>ending {0}</source>
        <translation>Endung {0}</translation>
    </message>
    <message>
        <source>enter it first</source>
        <translation>betreten Sie sie zuerst</translation>
    </message>
    <message>
        <source>even light</source>
        <translation>gleichmäßiges Licht</translation>
    </message>
    <message>
        <source>everybody takes back only what they said</source>
        <translation>jede Person nimmt nur zurück, was sie selbst sagte</translation>
    </message>
    <message>
        <source>export again</source>
        <translation>exportieren Sie noch einmal</translation>
    </message>
    <message>
        <source>export the dataset again</source>
        <translation>exportieren Sie den Datensatz noch einmal</translation>
    </message>
    <message>
        <source>export the dataset again, or check the path</source>
        <translation>exportieren Sie den Datensatz noch einmal oder prüfen Sie den Pfad</translation>
    </message>
    <message>
        <source>export {0} is gone</source>
        <translation>Export {0} ist fort</translation>
    </message>
    <message>
        <source>eyes are open {0}, {1} is needed</source>
        <translation>die Augen sind {0} offen, nötig ist {1}</translation>
    </message>
    <message>
        <source>eyes open {:.2f}</source>
        <translation>Augen offen {:.2f}</translation>
    </message>
    <message>
        <source>face large: {value:.0f} % of the picture's width, limit {limit:.0f} %</source>
        <translation>Gesicht groß: {value:.0f} % der Bildbreite, Grenze {limit:.0f} %</translation>
    </message>
    <message>
        <source>face small: {value:.0f} of {limit:.0f} px between the eyes</source>
        <translation>Gesicht klein: {value:.0f} von {limit:.0f} px zwischen den Augen</translation>
    </message>
    <message>
        <source>face too small: {0} of {1} px between the eyes</source>
        <translation>Gesicht zu klein: {0} von {1} px zwischen den Augen</translation>
    </message>
    <message>
        <source>fetch the right file, or write a description of this one</source>
        <translation>holen Sie die richtige Datei oder beschreiben Sie diese</translation>
    </message>
    <message>
        <source>file names are {0} here</source>
        <translation>Dateinamen sind hier {0}</translation>
    </message>
    <message>
        <source>fill the middle of the picture with a plain grey card, out of focus and still</source>
        <translation>die Bildmitte mit einer glatten Graukarte füllen, unscharf und ruhig</translation>
    </message>
    <message>
        <source>fill the outline with a plain grey card, out of focus and still</source>
        <translation>den Umriss mit einer glatten Graukarte füllen, unscharf und ruhig</translation>
    </message>
    <message>
        <source>fill the outline with something plain</source>
        <translation>den Umriss mit etwas Glattem füllen</translation>
    </message>
    <message>
        <source>fill the outline with the plain card</source>
        <translation>den Umriss mit der glatten Karte füllen</translation>
    </message>
    <message>
        <source>fit and validation cannot be kept apart</source>
        <translation>Anpassung und Prüfung lassen sich nicht trennen</translation>
    </message>
    <message>
        <source>fit it anew on this dataset</source>
        <translation>passen Sie es an diesem Datensatz neu an</translation>
    </message>
    <message>
        <source>fitting takes a part named {0}, validation one named {1}, both with takes in them</source>
        <translation>zum Anpassen braucht es einen Teil {0}, zum Prüfen einen Teil {1}, beide mit Aufnahmen darin</translation>
    </message>
    <message>
        <source>flat or bent like a sheet</source>
        <translation>flach oder gebogen wie ein Blatt</translation>
    </message>
    <message>
        <source>flow noise of {0} % of IOD hides expression</source>
        <translation>Rauschen des Flusses von {0} % des Augenabstands verdeckt den Ausdruck</translation>
    </message>
    <message>
        <source>for {0} s</source>
        <translation>seit {0} s</translation>
    </message>
    <message>
        <source>format {0}</source>
        <translation>Format {0}</translation>
    </message>
    <message>
        <source>format {0}, schema {1}</source>
        <translation>Format {0}, Schema {1}</translation>
    </message>
    <message>
        <source>frame {0} of {1} in {2}</source>
        <translation>Bild {0} von {1} in {2}</translation>
    </message>
    <message>
        <source>frames per second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source>free space or choose another disk; what was acknowledged is kept</source>
        <translation>schaffen Sie Platz oder wählen Sie eine andere Platte; was bestätigt war, ist da</translation>
    </message>
    <message>
        <source>free space, choose another disk, or export less</source>
        <translation>schaffen Sie Platz, wählen Sie eine andere Platte oder exportieren Sie weniger</translation>
    </message>
    <message>
        <source>free space, or choose another disk</source>
        <translation>schaffen Sie Platz oder wählen Sie eine andere Platte</translation>
    </message>
    <message>
        <source>give .png or .svg, or .csv where a take with numbers is open</source>
        <translation>nehmen Sie .png oder .svg, oder .csv bei offener Aufnahme mit Zahlen</translation>
    </message>
    <message>
        <source>give 0.05</source>
        <translation>geben Sie 0.05 an</translation>
    </message>
    <message>
        <source>give 1/4 for the first of four parts, to 4/4 for the last</source>
        <translation>geben Sie 1/4 für den ersten von vier Teilen an, bis 4/4 für den letzten</translation>
    </message>
    <message>
        <source>give 3 to 20 squares a side, of {0} to {1} mm</source>
        <translation>3 bis 20 Quadrate je Seite angeben, von {0} bis {1} mm</translation>
    </message>
    <message>
        <source>give SPECIES=SOURCE, or demo for the scenes of the demo camera</source>
        <translation>geben Sie ART=QUELLE an, oder demo für die Szenen der Demokamera</translation>
    </message>
    <message>
        <source>give a file in a folder that can be written</source>
        <translation>geben Sie eine Datei in einem beschreibbaren Ordner an</translation>
    </message>
    <message>
        <source>give both --split and --part</source>
        <translation>geben Sie --split und --part an</translation>
    </message>
    <message>
        <source>give each its own name in the JSON file</source>
        <translation>geben Sie jedem in der JSON-Datei einen eigenen Namen</translation>
    </message>
    <message>
        <source>give footage of a face, or keep it as a non-response with --keep-without-face</source>
        <translation>geben Sie Material mit einem Gesicht oder behalten Sie es mit --keep-without-face als Nichtantwort</translation>
    </message>
    <message>
        <source>give it an id of its own</source>
        <translation>geben Sie ihm eine eigene Kennung</translation>
    </message>
    <message>
        <source>give one of {0}</source>
        <translation>geben Sie eines von {0} an</translation>
    </message>
    <message>
        <source>give one with bona fide takes and attacks of which the signal sees something</source>
        <translation>geben Sie einen mit bona fide und Angriffen an, von denen das Signal etwas sieht</translation>
    </message>
    <message>
        <source>give other datasets</source>
        <translation>geben Sie andere Datensätze an</translation>
    </message>
    <message>
        <source>give smaller squares, fewer of them, or larger paper</source>
        <translation>kleinere oder weniger Quadrate oder größeres Papier angeben</translation>
    </message>
    <message>
        <source>give the changed text another version</source>
        <translation>geben Sie dem geänderten Text eine andere Version</translation>
    </message>
    <message>
        <source>give the licence's text with --licence FILE and the record is made</source>
        <translation>geben Sie mit --licence DATEI den Text der Lizenz, dann entsteht der Eintrag</translation>
    </message>
    <message>
        <source>give the text that was agreed to, or another consent id</source>
        <translation>geben Sie den Text, dem zugestimmt wurde, oder eine andere Kennung der Einwilligung</translation>
    </message>
    <message>
        <source>give two different takes of this dataset</source>
        <translation>geben Sie zwei verschiedene Aufnahmen dieses Datensatzes an</translation>
    </message>
    <message>
        <source>give two or more, each with a share above 0: train=60,dev=20,test=20</source>
        <translation>geben Sie zwei oder mehr an, jede mit einem Anteil über 0: train=60,dev=20,test=20</translation>
    </message>
    <message>
        <source>give your own text another id</source>
        <translation>geben Sie Ihrem eigenen Text eine andere Kennung</translation>
    </message>
    <message>
        <source>give {0}</source>
        <translation>geben Sie {0} an</translation>
    </message>
    <message>
        <source>glare covers {0} of an iris, {1} is allowed</source>
        <translation>Glanz bedeckt {0} einer Iris, erlaubt ist {1}</translation>
    </message>
    <message>
        <source>glue the board on something flat, hold it still, and begin again</source>
        <translation>die Tafel auf etwas Ebenes kleben, ruhig halten und neu beginnen</translation>
    </message>
    <message>
        <source>got {0}</source>
        <translation>angegeben: {0}</translation>
    </message>
    <message>
        <source>got {0} s</source>
        <translation>angegeben: {0} s</translation>
    </message>
    <message>
        <source>grey card</source>
        <translation>Graukarte</translation>
    </message>
    <message>
        <source>hardly any parallax and hardly any tilt of a plane</source>
        <translation>kaum Parallaxe und kaum Neigung einer Ebene</translation>
    </message>
    <message>
        <source>head still</source>
        <translation>Kopf ruhig</translation>
    </message>
    <message>
        <source>head still: turned {0} of {1} degrees, size changed {2} of {3} %</source>
        <translation>Kopf ruhig: {0} von {1} Grad gedreht, Größe um {2} von {3} % geändert</translation>
    </message>
    <message>
        <source>highlights in both eyes in {0} of the {1} analyses it takes</source>
        <translation>Glanzlichter in beiden Augen in {0} der nötigen {1} Analysen</translation>
    </message>
    <message>
        <source>highlights of both eyes overlap by {0}</source>
        <translation>Glanzlichter beider Augen decken sich zu {0}</translation>
    </message>
    <message>
        <source>highlights of both eyes overlap by {0} only</source>
        <translation>Glanzlichter beider Augen decken sich nur zu {0}</translation>
    </message>
    <message>
        <source>highlights that are {:.2f} of what shines</source>
        <translation>Glanzlichter, die {:.2f} des Glänzenden sind</translation>
    </message>
    <message>
        <source>hold a flat hand mirror so that the camera sees the pattern in it</source>
        <translation>einen ebenen Handspiegel so halten, dass die Kamera das Muster darin sieht</translation>
    </message>
    <message>
        <source>hold it still</source>
        <translation>ruhig halten</translation>
    </message>
    <message>
        <source>hold it still before the camera, so that it fills a third of the picture</source>
        <translation>sie ruhig vor die Kamera halten, sodass sie ein Drittel des Bildes füllt</translation>
    </message>
    <message>
        <source>hold it upright in the outline, evenly lit and without glare</source>
        <translation>aufrecht in den Umriss halten, gleichmäßig beleuchtet und ohne Glanz</translation>
    </message>
    <message>
        <source>hold the card still and facing the camera, in even light</source>
        <translation>die Karte ruhig zur Kamera halten, in gleichmäßigem Licht</translation>
    </message>
    <message>
        <source>hold the chart in the outline</source>
        <translation>die Farbtafel in den Umriss halten</translation>
    </message>
    <message>
        <source>hold the chart of 24 patches, or a grey card, upright in the outline</source>
        <translation>die Farbtafel mit 24 Feldern oder eine Graukarte aufrecht in den Umriss halten</translation>
    </message>
    <message>
        <source>hold the mirror so that the screen's pattern shows in it, at other tilts</source>
        <translation>den Spiegel so halten, dass das Muster des Bildschirms darin steht, in anderen Neigungen</translation>
    </message>
    <message>
        <source>hold the printed board where the face will be, facing the camera</source>
        <translation>die gedruckte Tafel dorthin halten, wo das Gesicht sein wird, zur Kamera hin</translation>
    </message>
    <message>
        <source>if bands may stand still, record again at another frame rate</source>
        <translation>wenn Streifen stillstehen können, mit anderer Bildrate noch einmal aufnehmen</translation>
    </message>
    <message>
        <source>if it was moved or copied, delete the erased takes from it by hand</source>
        <translation>wenn er verschoben oder kopiert wurde, löschen Sie die Aufnahmen darin von Hand</translation>
    </message>
    <message>
        <source>incomplete: it was cut off after {0} s</source>
        <translation>unvollständig: nach {0} s abgeschnitten</translation>
    </message>
    <message>
        <source>industrial cameras need pypylon</source>
        <translation>Industriekameras brauchen pypylon</translation>
    </message>
    <message>
        <source>install it with: pip install 'liveness-studio[industrial]'</source>
        <translation>installieren Sie es: pip install 'liveness-studio[industrial]'</translation>
    </message>
    <message>
        <source>install mediapipe==0.10.21</source>
        <translation>installieren Sie mediapipe==0.10.21</translation>
    </message>
    <message>
        <source>iris radii</source>
        <translation>Radien der Iris</translation>
    </message>
    <message>
        <source>it answered {0} for evidence</source>
        <translation>es antwortete {0} statt Belegen</translation>
    </message>
    <message>
        <source>it has the parts {0}</source>
        <translation>sie hat die Teile {0}</translation>
    </message>
    <message>
        <source>it has {0}</source>
        <translation>sie hat {0}</translation>
    </message>
    <message>
        <source>it holds no dataset.json</source>
        <translation>darin ist keine dataset.json</translation>
    </message>
    <message>
        <source>it is not JSON</source>
        <translation>es ist kein JSON</translation>
    </message>
    <message>
        <source>it is not installed</source>
        <translation>es ist nicht installiert</translation>
    </message>
    <message>
        <source>it takes {0} x {1} mm of {2} x {3} mm</source>
        <translation>sie braucht {0} x {1} mm von {2} x {3} mm</translation>
    </message>
    <message>
        <source>its SHA-256 differs</source>
        <translation>seine SHA-256 ist anders</translation>
    </message>
    <message>
        <source>its SHA-256 is not the one that was checked</source>
        <translation>seine SHA-256 ist nicht die geprüfte</translation>
    </message>
    <message>
        <source>its SHA-256 is {0}..., {1}... is expected</source>
        <translation>seine SHA-256 ist {0}..., erwartet ist {1}...</translation>
    </message>
    <message>
        <source>its content gives {0}, it says {1}</source>
        <translation>der Inhalt ergibt {0}, die Datei sagt {1}</translation>
    </message>
    <message>
        <source>its content gives {0}..., it says {1}...</source>
        <translation>sein Inhalt ergibt {0}..., er sagt {1}...</translation>
    </message>
    <message>
        <source>keep it still</source>
        <translation>ruhig halten</translation>
    </message>
    <message>
        <source>keep the file and restore it from a backup, or delete it</source>
        <translation>behalten Sie die Datei und holen Sie sie aus einer Sicherung, oder löschen Sie sie</translation>
    </message>
    <message>
        <source>labelled {0}, score {1}, limit {2} nat</source>
        <translation>gekennzeichnet als {0}, Score {1}, Grenze {2} nat</translation>
    </message>
    <message>
        <source>lamps on the mains pulse at 100 or 120 Hz, which shows as bands</source>
        <translation>Lampen am Netz pulsieren mit 100 oder 120 Hz, was Streifen macht</translation>
    </message>
    <message>
        <source>learning and judging cannot be kept apart</source>
        <translation>Lernen und Urteilen lassen sich nicht trennen</translation>
    </message>
    <message>
        <source>leave the exposure to it, or choose a camera that has one</source>
        <translation>überlassen Sie ihr die Belichtung oder wählen Sie eine Kamera, die sie einstellen kann</translation>
    </message>
    <message>
        <source>less light</source>
        <translation>weniger Licht</translation>
    </message>
    <message>
        <source>level {value:.0f} of 255, {low:.0f} to {limit:.0f}</source>
        <translation>Stufe {value:.0f} von 255, {low:.0f} bis {limit:.0f}</translation>
    </message>
    <message>
        <source>light from {0} deg across and {1} deg up</source>
        <translation>Licht von {0} Grad seitlich und {1} Grad von oben</translation>
    </message>
    <message>
        <source>light it evenly, without glare</source>
        <translation>gleichmäßig beleuchten, ohne Glanz</translation>
    </message>
    <message>
        <source>light it from one side, so that it fades from dark to bright</source>
        <translation>von einer Seite beleuchten, sodass es von dunkel nach hell verläuft</translation>
    </message>
    <message>
        <source>list shows the takes of a dataset</source>
        <translation>list zeigt die Aufnahmen eines Datensatzes</translation>
    </message>
    <message>
        <source>lock exposure and gain, and turn noise reduction off</source>
        <translation>Belichtung und Verstärkung sperren, Rauschunterdrückung ausschalten</translation>
    </message>
    <message>
        <source>lock white balance and exposure</source>
        <translation>Weißabgleich und Belichtung sperren</translation>
    </message>
    <message>
        <source>log in to a desktop, use xvfb-run, or work without a screen: liveness-studio demo --headless</source>
        <translation>melden Sie sich an einer Oberfläche an, nehmen Sie xvfb-run, oder arbeiten Sie ohne Bildschirm: liveness-studio demo --headless</translation>
    </message>
    <message>
        <source>look at its own log, or use the engine local; what is done is kept</source>
        <translation>sehen Sie in ihr Protokoll oder nehmen Sie die Maschine local; was getan ist, bleibt</translation>
    </message>
    <message>
        <source>look at that species with evaluate, loosen the rule, or add a signal</source>
        <translation>sehen Sie diese Art mit evaluate an, lockern Sie die Regel oder fügen Sie ein Signal hinzu</translation>
    </message>
    <message>
        <source>looked in {0}</source>
        <translation>gesucht in {0}</translation>
    </message>
    <message>
        <source>make one with calibrate</source>
        <translation>legen Sie eines mit calibrate an</translation>
    </message>
    <message>
        <source>make one: liveness-studio splits make</source>
        <translation>legen Sie eine an: liveness-studio splits make</translation>
    </message>
    <message>
        <source>mean level of the face {value:.0f} of 255, {low:.0f} to {limit:.0f}</source>
        <translation>mittlere Helligkeit des Gesichts {value:.0f} von 255, {low:.0f} bis {limit:.0f}</translation>
    </message>
    <message>
        <source>measure it again</source>
        <translation>messen Sie es noch einmal</translation>
    </message>
    <message>
        <source>measure the lit part of the screen in millimetres</source>
        <translation>die leuchtende Fläche des Bildschirms in Millimetern messen</translation>
    </message>
    <message>
        <source>measured relief{0}</source>
        <translation>gemessenes Relief{0}</translation>
    </message>
    <message>
        <source>merge without --link</source>
        <translation>vereinen Sie ohne --link</translation>
    </message>
    <message>
        <source>more light</source>
        <translation>mehr Licht</translation>
    </message>
    <message>
        <source>motion per frame without the head's, arrows x {0}</source>
        <translation>Bewegung je Bild ohne die des Kopfes, Pfeile x {0}</translation>
    </message>
    <message>
        <source>moves as one plane: {0} while {1}</source>
        <translation>bewegt sich wie eine Ebene: {0}, während {1}</translation>
    </message>
    <message>
        <source>moves like a sheet: it explains the perspective {0} x, a head 1.1 to 1.9</source>
        <translation>bewegt sich wie ein Blatt: es erklärt die Perspektive {0} x, ein Kopf 1.1 bis 1.9</translation>
    </message>
    <message>
        <source>moves like a {0}: {1}</source>
        <translation>bewegt sich wie {0}: {1}</translation>
    </message>
    <message>
        <source>moves like one rigid thing: {0}, while the head turned</source>
        <translation>bewegt sich wie ein starres Ding: {0}, während der Kopf sich drehte</translation>
    </message>
    <message>
        <source>name a .pdf or .png file</source>
        <translation>eine .pdf- oder .png-Datei nennen</translation>
    </message>
    <message>
        <source>name a folder that holds pictures, or one file</source>
        <translation>nennen Sie einen Ordner mit Bildern oder eine Datei</translation>
    </message>
    <message>
        <source>name a video or an image</source>
        <translation>nennen Sie ein Video oder ein Bild</translation>
    </message>
    <message>
        <source>name one of the two</source>
        <translation>eines der beiden angeben</translation>
    </message>
    <message>
        <source>named in the form</source>
        <translation>im Formular genannt</translation>
    </message>
    <message>
        <source>near duplicate</source>
        <translation>fast gleich</translation>
    </message>
    <message>
        <source>nearly the same pictures as</source>
        <translation>fast dieselben Bilder wie</translation>
    </message>
    <message>
        <source>neighbours are correlated by {0}: the camera filters or interpolates, and no gain is given</source>
        <translation>Nachbarn sind mit {0} korreliert: die Kamera filtert oder interpoliert, keine Verstärkung</translation>
    </message>
    <message>
        <source>neither card nor irises were seen often enough</source>
        <translation>weder Karte noch Iris war oft genug zu sehen</translation>
    </message>
    <message>
        <source>neither sheet nor face: {0} in its shape, with noise and expression {1}</source>
        <translation>weder Blatt noch Gesicht: {0} in seiner Form, mit Rauschen und Ausdruck {1}</translation>
    </message>
    <message>
        <source>neither surely rigid nor surely moving: {0}</source>
        <translation>weder sicher starr noch sicher bewegt: {0}</translation>
    </message>
    <message>
        <source>no brightness was seen often enough</source>
        <translation>keine Helligkeit war oft genug zu sehen</translation>
    </message>
    <message>
        <source>no camera runs yet</source>
        <translation>noch läuft keine Kamera</translation>
    </message>
    <message>
        <source>no consent of this subject is chosen</source>
        <translation>keine Einwilligung dieser Person ist gewählt</translation>
    </message>
    <message>
        <source>no dataset folder is chosen</source>
        <translation>kein Ordner ist gewählt</translation>
    </message>
    <message>
        <source>no dataset or no source yet</source>
        <translation>noch kein Datensatz oder keine Quelle</translation>
    </message>
    <message>
        <source>no end after {0} s</source>
        <translation>kein Ende nach {0} s</translation>
    </message>
    <message>
        <source>no face</source>
        <translation>kein Gesicht</translation>
    </message>
    <message>
        <source>no face and no sheet</source>
        <translation>kein Gesicht und kein Blatt</translation>
    </message>
    <message>
        <source>no face is found in the picture</source>
        <translation>im Bild ist kein Gesicht zu finden</translation>
    </message>
    <message>
        <source>no face to measure the light on</source>
        <translation>kein Gesicht, um das Licht zu messen</translation>
    </message>
    <message>
        <source>no face was found in {0}</source>
        <translation>in {0} wurde kein Gesicht gefunden</translation>
    </message>
    <message>
        <source>no fact differs between the takes</source>
        <translation>keine Tatsache unterscheidet die Aufnahmen</translation>
    </message>
    <message>
        <source>no frame came</source>
        <translation>es kam kein Bild</translation>
    </message>
    <message>
        <source>no frame was analysed</source>
        <translation>kein Bild wurde analysiert</translation>
    </message>
    <message>
        <source>no highlight lies inside the {0} iris</source>
        <translation>in der {0} Iris liegt kein Glanzlicht</translation>
    </message>
    <message>
        <source>no highlight: {0} levels above an iris, {1} needed</source>
        <translation>kein Glanzlicht: {0} Stufen über einer Iris, nötig {1}</translation>
    </message>
    <message>
        <source>no id may begin with {0}</source>
        <translation>keine Kennung darf mit {0} beginnen</translation>
    </message>
    <message>
        <source>no lasting pattern, and {0} for that to say anything</source>
        <translation>kein bleibendes Muster, und {0}, damit das etwas sagt</translation>
    </message>
    <message>
        <source>no lasting pattern: {0}; fine prints and dense screens show none either</source>
        <translation>kein bleibendes Muster: {0}; feine Drucke und dichte Bildschirme zeigen auch keines</translation>
    </message>
    <message>
        <source>no lens is known of this camera at {0} x {1}</source>
        <translation>zu dieser Kamera ist bei {0} x {1} kein Objektiv bekannt</translation>
    </message>
    <message>
        <source>no microphone can be opened</source>
        <translation>kein Mikrofon lässt sich öffnen</translation>
    </message>
    <message>
        <source>no operator is named</source>
        <translation>keine Bedienung ist genannt</translation>
    </message>
    <message>
        <source>no picture yet</source>
        <translation>noch kein Bild</translation>
    </message>
    <message>
        <source>no pixels of this frame were kept</source>
        <translation>von diesem Bild wurden keine Pixel behalten</translation>
    </message>
    <message>
        <source>no sound:</source>
        <translation>kein Ton:</translation>
    </message>
    <message>
        <source>no source is running</source>
        <translation>es läuft keine Quelle</translation>
    </message>
    <message>
        <source>no source runs</source>
        <translation>keine Quelle läuft</translation>
    </message>
    <message>
        <source>no species can be left out</source>
        <translation>keine Art kann ausgelassen werden</translation>
    </message>
    <message>
        <source>no subject is named</source>
        <translation>keine Person ist genannt</translation>
    </message>
    <message>
        <source>no subject was before the camera</source>
        <translation>keine Person war vor der Kamera</translation>
    </message>
    <message>
        <source>no such file: {0}</source>
        <translation>keine solche Datei: {0}</translation>
    </message>
    <message>
        <source>no such folder: {0}</source>
        <translation>kein solcher Ordner: {0}</translation>
    </message>
    <message>
        <source>no take of step {0}: no face came before the camera</source>
        <translation>keine Aufnahme von Schritt {0}: kein Gesicht kam vor die Kamera</translation>
    </message>
    <message>
        <source>no take of step {0}: no face came before {1}</source>
        <translation>keine Aufnahme von Schritt {0}: kein Gesicht kam vor {1}</translation>
    </message>
    <message>
        <source>no take of {0} may be exported</source>
        <translation>keine Aufnahme von {0} darf exportiert werden</translation>
    </message>
    <message>
        <source>no take, no journal, no consent and no key</source>
        <translation>keine Aufnahme, kein Journal, keine Einwilligung und kein Schlüssel</translation>
    </message>
    <message>
        <source>no threshold keeps {0} but one that rejects everybody</source>
        <translation>keine Schwelle hält {0} außer einer, die alle ablehnt</translation>
    </message>
    <message>
        <source>no window can be opened here</source>
        <translation>hier kann kein Fenster geöffnet werden</translation>
    </message>
    <message>
        <source>no {0} can be left out</source>
        <translation>kein {0} kann ausgelassen werden</translation>
    </message>
    <message>
        <source>nobody can be held out to judge the model on</source>
        <translation>niemand kann zurückgehalten werden, um das Modell zu beurteilen</translation>
    </message>
    <message>
        <source>nodded by {value:.1f} degrees, limit {limit:.0f}</source>
        <translation>um {value:.1f} Grad genickt, Grenze {limit:.0f}</translation>
    </message>
    <message>
        <source>noise on the face is {0} of that beside it at equal brightness: smoothed or made; not weighed</source>
        <translation>das Rauschen im Gesicht ist {0} dessen daneben bei gleicher Helligkeit: geglättet oder gemacht; nicht gewichtet</translation>
    </message>
    <message>
        <source>noise or movement hides anything below {0} %</source>
        <translation>Rauschen oder Bewegung verdeckt alles unter {0} %</translation>
    </message>
    <message>
        <source>none for {0} s</source>
        <translation>keines seit {0} s</translation>
    </message>
    <message>
        <source>none that decodes within {0} s</source>
        <translation>keines, das sich innerhalb von {0} s lesen lässt</translation>
    </message>
    <message>
        <source>none was given</source>
        <translation>keine angegeben</translation>
    </message>
    <message>
        <source>none was recorded</source>
        <translation>keiner wurde aufgenommen</translation>
    </message>
    <message>
        <source>none: takes are as the form says</source>
        <translation>keines: Aufnahmen sind, wie das Formular sagt</translation>
    </message>
    <message>
        <source>not locked</source>
        <translation>nicht fest</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>not ready</source>
        <translation>nicht bereit</translation>
    </message>
    <message>
        <source>nothing but the face is in the picture to compare with</source>
        <translation>außer dem Gesicht ist nichts im Bild, womit man vergleichen könnte</translation>
    </message>
    <message>
        <source>nothing is being recorded</source>
        <translation>es wird nichts aufgenommen</translation>
    </message>
    <message>
        <source>nothing moves by itself ({0}), but the head turned as a relief</source>
        <translation>nichts bewegt sich von selbst ({0}), aber der Kopf drehte sich als Relief</translation>
    </message>
    <message>
        <source>nothing stands at {0}</source>
        <translation>an {0} steht nichts</translation>
    </message>
    <message>
        <source>nothing to audit</source>
        <translation>nichts zu untersuchen</translation>
    </message>
    <message>
        <source>nothing was recorded</source>
        <translation>nichts wurde aufgenommen</translation>
    </message>
    <message>
        <source>nothing was removed</source>
        <translation>nichts wurde entfernt</translation>
    </message>
    <message>
        <source>of the subject {0}, which stands for the licence of {1}</source>
        <translation>von Person {0}, die für die Lizenz von {1} steht</translation>
    </message>
    <message>
        <source>of the two {0} is registered</source>
        <translation>von beiden ist {0} eingetragen</translation>
    </message>
    <message>
        <source>on live skin at this camera</source>
        <translation>auf lebender Haut an dieser Kamera</translation>
    </message>
    <message>
        <source>one at a time</source>
        <translation>eines nach dem anderen</translation>
    </message>
    <message>
        <source>one frame so far, two are needed</source>
        <translation>bisher ein Bild, nötig sind zwei</translation>
    </message>
    <message>
        <source>only {0} of 3 skin patches lie in the picture, 2 are needed</source>
        <translation>nur {0} von 3 Hautflächen liegen im Bild, nötig sind 2</translation>
    </message>
    <message>
        <source>open it again</source>
        <translation>öffnen Sie sie noch einmal</translation>
    </message>
    <message>
        <source>open the camera itself, or name it with --camera</source>
        <translation>die Kamera selbst öffnen oder mit --camera nennen</translation>
    </message>
    <message>
        <source>or sit there yourself and look into the camera: irises have a known size</source>
        <translation>oder sich selbst dorthin setzen und in die Kamera sehen: die Iris hat eine bekannte Größe</translation>
    </message>
    <message>
        <source>over {0} degrees</source>
        <translation>über {0} Grad</translation>
    </message>
    <message>
        <source>photon transfer of pairs of frames, green channel, by tiles of 16 px; weighted line (EMVA 1288), rounding taken off</source>
        <translation>Photonentransfer aus Bildpaaren, Grünkanal, in Kacheln von 16 px; gewichtete Gerade (EMVA 1288), Rundung abgezogen</translation>
    </message>
    <message>
        <source>plain grey card in the middle of the picture</source>
        <translation>glatte Graukarte in der Bildmitte</translation>
    </message>
    <message>
        <source>plug it in again; takes have no sound meanwhile</source>
        <translation>wieder einstecken; bis dahin haben Aufnahmen keinen Ton</translation>
    </message>
    <message>
        <source>plug it in; `sources` lists the cameras</source>
        <translation>stecken Sie sie ein; `sources` zählt die Kameras auf</translation>
    </message>
    <message>
        <source>plug one in, and see that no other program has it; takes have no sound meanwhile</source>
        <translation>eines einstecken und nachsehen, dass kein anderes Programm es hat; bis dahin haben Aufnahmen keinen Ton</translation>
    </message>
    <message>
        <source>point the camera at a plain wall under the lamps, and keep it still</source>
        <translation>die Kamera auf eine glatte Wand unter den Lampen richten und ruhig lassen</translation>
    </message>
    <message>
        <source>pose of a ChArUco card by cv2.solvePnP (IPPE, then Levenberg-Marquardt); irises of 11.7 mm</source>
        <translation>Lage einer ChArUco-Karte durch cv2.solvePnP (IPPE, dann Levenberg-Marquardt); Iris von 11,7 mm</translation>
    </message>
    <message>
        <source>print the board at 100 %, check its line of 100 mm, glue it on something flat</source>
        <translation>die Tafel mit 100 % drucken, ihre Linie von 100 mm nachmessen, auf etwas Ebenes kleben</translation>
    </message>
    <message>
        <source>privacy</source>
        <translation>Privatheit</translation>
    </message>
    <message>
        <source>privacy mode {0}: {1}</source>
        <translation>Privatheit {0}: {1}</translation>
    </message>
    <message>
        <source>process {0} on {1}, since {2}</source>
        <translation>Prozess {0} auf {1}, seit {2}</translation>
    </message>
    <message>
        <source>profile {0} cannot be judged at another threshold</source>
        <translation>Profil {0} kann an keiner anderen Schwelle beurteilt werden</translation>
    </message>
    <message>
        <source>protocol {0} has no step {1}</source>
        <translation>Protokoll {0} hat keinen Schritt {1}</translation>
    </message>
    <message>
        <source>put the file there, or correct 'file' in {0}</source>
        <translation>legen Sie die Datei dorthin oder berichtigen Sie 'file' in {0}</translation>
    </message>
    <message>
        <source>put the value back, or choose one within its limits</source>
        <translation>setzen Sie den Wert zurück oder wählen Sie einen in seinen Grenzen</translation>
    </message>
    <message>
        <source>read its stored evidence instead, or use a take of privacy mode full</source>
        <translation>lesen Sie stattdessen die gespeicherten Belege, oder nehmen Sie eine Aufnahme der Privatheit full</translation>
    </message>
    <message>
        <source>record a second {0}</source>
        <translation>nehmen Sie ein zweites auf: {0}</translation>
    </message>
    <message>
        <source>record again</source>
        <translation>nehmen Sie noch einmal auf</translation>
    </message>
    <message>
        <source>record bona fide takes and attacks of more people, each of whom stands in few of the others' attacks</source>
        <translation>nehmen Sie bona fide und Angriffe von mehr Personen auf, die in wenigen Angriffen der anderen stehen</translation>
    </message>
    <message>
        <source>record bona fide takes of more people, and attacks between few of them</source>
        <translation>nehmen Sie bona fide von mehr Personen auf, und Angriffe unter wenigen von ihnen</translation>
    </message>
    <message>
        <source>record bona fide takes of {0} people or more in each {1}</source>
        <translation>nehmen Sie bona fide von {0} oder mehr Personen auf, in jeder {1}</translation>
    </message>
    <message>
        <source>record it again</source>
        <translation>nehmen Sie sie noch einmal auf</translation>
    </message>
    <message>
        <source>record more people, species, sessions or cameras</source>
        <translation>nehmen Sie mehr Personen, Arten, Sitzungen oder Kameras auf</translation>
    </message>
    <message>
        <source>record on another {0}, or compare sessions: --by session</source>
        <translation>nehmen Sie an einem anderen {0} auf oder vergleichen Sie Sitzungen: --by session</translation>
    </message>
    <message>
        <source>record one person at a time</source>
        <translation>nehmen Sie eine Person nach der anderen auf</translation>
    </message>
    <message>
        <source>record some</source>
        <translation>nehmen Sie welche auf</translation>
    </message>
    <message>
        <source>record takes, or look at what was left out: list, consent list</source>
        <translation>nehmen Sie auf oder sehen Sie nach, was ausgelassen wurde: list, consent list</translation>
    </message>
    <message>
        <source>record takes, see list and consent list</source>
        <translation>nehmen Sie auf, siehe list und consent list</translation>
    </message>
    <message>
        <source>record the take again</source>
        <translation>nehmen Sie noch einmal auf</translation>
    </message>
    <message>
        <source>record what is missing; takes on which no signal answers do not count</source>
        <translation>nehmen Sie auf, was fehlt; Aufnahmen, zu denen kein Signal etwas sagt, zählen nicht</translation>
    </message>
    <message>
        <source>record with a consent that is valid for this subject</source>
        <translation>nehmen Sie mit einer Einwilligung auf, die für diese Person gilt</translation>
    </message>
    <message>
        <source>record {0} s and {1} frames, neither dark nor white</source>
        <translation>{0} s und {1} Bilder aufnehmen, weder dunkel noch weiß</translation>
    </message>
    <message>
        <source>register it: liveness-studio pai add {0} --id ID --species SPECIES</source>
        <translation>tragen Sie es ein: liveness-studio pai add {0} --id KENNUNG --species ART</translation>
    </message>
    <message>
        <source>registered: {0}</source>
        <translation>eingetragen: {0}</translation>
    </message>
    <message>
        <source>reject {0} must be below accept {1}</source>
        <translation>ablehnen {0} muss unter annehmen {1} liegen</translation>
    </message>
    <message>
        <source>reject: {0} is {1} or less</source>
        <translation>ablehnen: {0} ist {1} oder weniger</translation>
    </message>
    <message>
        <source>relief of a face</source>
        <translation>Relief eines Gesichts</translation>
    </message>
    <message>
        <source>relief of a face: {0} of the expected parallax{1}</source>
        <translation>Relief eines Gesichts: {0} der erwarteten Parallaxe{1}</translation>
    </message>
    <message>
        <source>remove them and run it again: erase {0} --resume</source>
        <translation>entfernen Sie sie und starten Sie noch einmal: erase {0} --resume</translation>
    </message>
    <message>
        <source>rename that file, or name this camera otherwise</source>
        <translation>jene Datei umbenennen oder diese Kamera anders nennen</translation>
    </message>
    <message>
        <source>rename the file</source>
        <translation>benennen Sie die Datei um</translation>
    </message>
    <message>
        <source>rename the file, or set a UTF-8 locale</source>
        <translation>benennen Sie die Datei um oder stellen Sie UTF-8 ein</translation>
    </message>
    <message>
        <source>report this</source>
        <translation>melden Sie uns das</translation>
    </message>
    <message>
        <source>residual motion takes itself back: coherence {0}</source>
        <translation>die Restbewegung nimmt sich selbst zurück: Kohärenz {0}</translation>
    </message>
    <message>
        <source>residual {0} x the flow noise</source>
        <translation>Rest {0} x das Rauschen des Flusses</translation>
    </message>
    <message>
        <source>restart the source</source>
        <translation>starten Sie die Quelle neu</translation>
    </message>
    <message>
        <source>restore the file from a backup</source>
        <translation>holen Sie die Datei aus einer Sicherung</translation>
    </message>
    <message>
        <source>restore the file, or calibrate the camera again</source>
        <translation>die Datei wiederherstellen oder die Kamera neu kalibrieren</translation>
    </message>
    <message>
        <source>row means over time, least squares at the aliases of 100 and 120 Hz against the rest of the spectrum; direction by the rolling shutter</source>
        <translation>Zeilenmittel über die Zeit, kleinste Quadrate bei den Aliasen von 100 und 120 Hz gegen das übrige Spektrum; Richtung durch den Rollverschluss</translation>
    </message>
    <message>
        <source>run liveness-studio doctor</source>
        <translation>starten Sie liveness-studio doctor</translation>
    </message>
    <message>
        <source>run recover on the dataset, then record again</source>
        <translation>starten Sie recover auf dem Datensatz und nehmen Sie noch einmal auf</translation>
    </message>
    <message>
        <source>run verify on the dataset; restore the file from a backup</source>
        <translation>starten Sie verify auf dem Datensatz; holen Sie die Datei aus einer Sicherung</translation>
    </message>
    <message>
        <source>run verify there, and merge again</source>
        <translation>starten Sie dort verify und vereinen Sie noch einmal</translation>
    </message>
    <message>
        <source>run: pip install 'PySide6&lt;6.12'</source>
        <translation>starten Sie: pip install 'PySide6&lt;6.12'</translation>
    </message>
    <message>
        <source>run: pip install 'PySide6&gt;=6.8.3,!=6.10.1,&lt;6.12'</source>
        <translation>starten Sie: pip install 'PySide6&gt;=6.8.3,!=6.10.1,&lt;6.12'</translation>
    </message>
    <message>
        <source>says from where the screen's light falls on a face, for the glint in the eyes</source>
        <translation>sagt, woher das Licht des Bildschirms auf ein Gesicht fällt, für den Glanz in den Augen</translation>
    </message>
    <message>
        <source>says how far people sit, and how many millimetres a pixel spans there</source>
        <translation>sagt, wie weit weg Menschen sitzen und wie viele Millimeter ein Pixel dort umfasst</translation>
    </message>
    <message>
        <source>says how true colours are, and whether grey is grey</source>
        <translation>sagt, wie treu Farben sind und ob Grau grau ist</translation>
    </message>
    <message>
        <source>schema {0}, this version reads {1}</source>
        <translation>Schema {0}, diese Version liest {1}</translation>
    </message>
    <message>
        <source>schema {0}, {1} is known</source>
        <translation>Schema {0}, bekannt ist {1}</translation>
    </message>
    <message>
        <source>see its features in the maker's viewer</source>
        <translation>sehen Sie seine Eigenschaften im Programm des Herstellers an</translation>
    </message>
    <message>
        <source>see list and consent list; other takes or another purpose may do</source>
        <translation>siehe list und consent list; andere Aufnahmen oder ein anderer Zweck mögen gehen</translation>
    </message>
    <message>
        <source>session {0} follows protocol {1}, not {2}</source>
        <translation>Sitzung {0} folgt dem Protokoll {1}, nicht {2}</translation>
    </message>
    <message>
        <source>session {0} has another {1}</source>
        <translation>Sitzung {0} hat ein anderes {1}</translation>
    </message>
    <message>
        <source>session {0} is closed</source>
        <translation>Sitzung {0} ist geschlossen</translation>
    </message>
    <message>
        <source>set them back, or fit anew, then export</source>
        <translation>setzen Sie sie zurück oder passen Sie neu an, dann exportieren Sie</translation>
    </message>
    <message>
        <source>sharpness of the eyes is {0}, {1} is needed</source>
        <translation>die Schärfe der Augen ist {0}, nötig ist {1}</translation>
    </message>
    <message>
        <source>sharpness {value:.0f} (variance of the Laplacian), {limit:.0f} is needed</source>
        <translation>Schärfe {value:.0f} (Varianz des Laplace), nötig {limit:.0f}</translation>
    </message>
    <message>
        <source>short: {0} of {1} s</source>
        <translation>kurz: {0} von {1} s</translation>
    </message>
    <message>
        <source>show the board still, at other places and tilts</source>
        <translation>die Tafel ruhig zeigen, an anderen Orten und in anderen Neigungen</translation>
    </message>
    <message>
        <source>show the card, or a face</source>
        <translation>die Karte oder ein Gesicht zeigen</translation>
    </message>
    <message>
        <source>show the pattern on the screen, and turn the camera to where faces will be</source>
        <translation>das Muster auf dem Bildschirm zeigen und die Kamera dorthin drehen, wo Gesichter sein werden</translation>
    </message>
    <message>
        <source>show the screen's pattern in the mirror</source>
        <translation>das Muster des Bildschirms im Spiegel zeigen</translation>
    </message>
    <message>
        <source>show the whole board</source>
        <translation>die ganze Tafel zeigen</translation>
    </message>
    <message>
        <source>since {0} UTC</source>
        <translation>seit {0} UTC</translation>
    </message>
    <message>
        <source>sit before the camera and run it again</source>
        <translation>setzen Sie sich vor die Kamera und starten Sie noch einmal</translation>
    </message>
    <message>
        <source>slow: {value:.1f} of {limit:.0f} frames per second</source>
        <translation>langsam: {value:.1f} von {limit:.0f} Bildern je Sekunde</translation>
    </message>
    <message>
        <source>softer light</source>
        <translation>weicheres Licht</translation>
    </message>
    <message>
        <source>some of it is done</source>
        <translation>ein Teil ist getan</translation>
    </message>
    <message>
        <source>somebody wrote it by hand</source>
        <translation>jemand schrieb es von Hand</translation>
    </message>
    <message>
        <source>something went wrong inside</source>
        <translation>im Inneren ging etwas schief</translation>
    </message>
    <message>
        <source>split {0} has no part {1}</source>
        <translation>Aufteilung {0} hat keinen Teil {1}</translation>
    </message>
    <message>
        <source>start a new take</source>
        <translation>beginnen Sie eine neue Aufnahme</translation>
    </message>
    <message>
        <source>start a source first</source>
        <translation>starten Sie zuerst eine Quelle</translation>
    </message>
    <message>
        <source>start a take</source>
        <translation>beginnen Sie eine Aufnahme</translation>
    </message>
    <message>
        <source>stop it first</source>
        <translation>halten Sie sie zuerst an</translation>
    </message>
    <message>
        <source>stop the take first</source>
        <translation>halten Sie zuerst die Aufnahme an</translation>
    </message>
    <message>
        <source>strongest peak on skin {0} dB</source>
        <translation>stärkste Spitze auf der Haut {0} dB</translation>
    </message>
    <message>
        <source>subject {0}, seed {1}, {2} frames/s, {3} x {4}</source>
        <translation>Person {0}, Startwert {1}, {2} Bilder/s, {3} x {4}</translation>
    </message>
    <message>
        <source>subjects.json lacks {0}</source>
        <translation>in subjects.json fehlt {0}</translation>
    </message>
    <message>
        <source>such a board cannot be made</source>
        <translation>eine solche Tafel gibt es nicht</translation>
    </message>
    <message>
        <source>sudo apt install libportaudio2; takes have no sound meanwhile</source>
        <translation>sudo apt install libportaudio2; bis dahin haben Aufnahmen keinen Ton</translation>
    </message>
    <message>
        <source>take the file as calibrate wrote it, or calibrate anew</source>
        <translation>nehmen Sie die Datei, wie calibrate sie schrieb, oder kalibrieren Sie neu</translation>
    </message>
    <message>
        <source>take {0} cannot be amended so</source>
        <translation>Aufnahme {0} kann nicht so geändert werden</translation>
    </message>
    <message>
        <source>take {0} cannot be bona fide</source>
        <translation>Aufnahme {0} kann nicht bona fide sein</translation>
    </message>
    <message>
        <source>take {0} cannot replace {1}</source>
        <translation>Aufnahme {0} kann {1} nicht ersetzen</translation>
    </message>
    <message>
        <source>take {0} has no line {1} of theirs</source>
        <translation>Aufnahme {0} hat keine Zeile {1} von dieser Person</translation>
    </message>
    <message>
        <source>take {0} holds no frame</source>
        <translation>Aufnahme {0} hat kein Bild</translation>
    </message>
    <message>
        <source>take {0} was reviewed by {1}</source>
        <translation>Aufnahme {0} wurde von {1} geprüft</translation>
    </message>
    <message>
        <source>taken: now another way</source>
        <translation>genommen: jetzt anders</translation>
    </message>
    <message>
        <source>tells a picture that was smoothed or generated from this camera's own</source>
        <translation>unterscheidet ein geglättetes oder erzeugtes Bild vom eigenen dieser Kamera</translation>
    </message>
    <message>
        <source>text {0} {1} in {2} is another one here</source>
        <translation>Text {0} {1} in {2} ist hier ein anderer</translation>
    </message>
    <message>
        <source>text {0} {1} in {2} is one that ships</source>
        <translation>Text {0} {1} in {2} ist ein mitgelieferter</translation>
    </message>
    <message>
        <source>that is enough</source>
        <translation>das genügt</translation>
    </message>
    <message>
        <source>the analysis ended by a fault</source>
        <translation>die Analyse endete mit einem Fehler</translation>
    </message>
    <message>
        <source>the board is larger than its paper</source>
        <translation>die Tafel ist größer als ihr Papier</translation>
    </message>
    <message>
        <source>the board was seen in too little of the picture</source>
        <translation>die Tafel war in zu wenig vom Bild zu sehen</translation>
    </message>
    <message>
        <source>the brighter half of the face has {value:.1f} times the light of the other, limit {limit:.1f}</source>
        <translation>die hellere Hälfte des Gesichts hat {value:.1f}-mal das Licht der anderen, Grenze {limit:.1f}</translation>
    </message>
    <message>
        <source>the camera does not keep the {name} that was asked</source>
        <translation>die Kamera hält {name} nicht, wie es verlangt war</translation>
    </message>
    <message>
        <source>the camera does not say if its {name} is locked</source>
        <translation>die Kamera sagt nicht, ob {name} fest ist</translation>
    </message>
    <message>
        <source>the camera does not take {0}={1}</source>
        <translation>die Kamera nimmt {0}={1} nicht an</translation>
    </message>
    <message>
        <source>the camera has no feature {0}</source>
        <translation>die Kamera hat keine Eigenschaft {0}</translation>
    </message>
    <message>
        <source>the camera has no {name} that can be set</source>
        <translation>die Kamera hat kein einstellbares {name}</translation>
    </message>
    <message>
        <source>the camera ignores its exposure</source>
        <translation>die Kamera beachtet ihre Belichtung nicht</translation>
    </message>
    <message>
        <source>the camera pylon:{0} is in use</source>
        <translation>die Kamera pylon:{0} ist in Benutzung</translation>
    </message>
    <message>
        <source>the camera pylon:{0} is not there</source>
        <translation>die Kamera pylon:{0} ist nicht da</translation>
    </message>
    <message>
        <source>the camera's profile {0} was changed after it was made</source>
        <translation>das Profil der Kamera {0} wurde nachträglich geändert</translation>
    </message>
    <message>
        <source>the caps of {0} must enclose 0, got {1}..{2}</source>
        <translation>die Grenzen von {0} müssen 0 einschließen, sie sind {1}..{2}</translation>
    </message>
    <message>
        <source>the check of the exposure was broken off</source>
        <translation>die Prüfung der Belichtung wurde abgebrochen</translation>
    </message>
    <message>
        <source>the computer analyses {0} of {1} frames per second, {2} are needed: fold panels or close other programs</source>
        <translation>der Computer analysiert {0} von {1} Bildern je Sekunde, nötig sind {2}: klappen Sie Felder ein oder schließen Sie andere Programme</translation>
    </message>
    <message>
        <source>the computer or the disk is too slow to record every frame</source>
        <translation>Computer oder Platte sind zu langsam, um jedes Bild aufzunehmen</translation>
    </message>
    <message>
        <source>the crop of a frame leaves the picture</source>
        <translation>der Ausschnitt eines Bildes verlässt das Bild</translation>
    </message>
    <message>
        <source>the demo camera is not open</source>
        <translation>die Demokamera ist nicht offen</translation>
    </message>
    <message>
        <source>the disk at {0} fails</source>
        <translation>die Platte bei {0} versagt</translation>
    </message>
    <message>
        <source>the disk does not answer</source>
        <translation>die Platte antwortet nicht</translation>
    </message>
    <message>
        <source>the disk is full at {0}</source>
        <translation>die Platte ist voll bei {0}</translation>
    </message>
    <message>
        <source>the disk is full but for the reserve</source>
        <translation>die Platte ist voll bis auf die Reserve</translation>
    </message>
    <message>
        <source>the disk is too slow to begin a recording</source>
        <translation>die Platte ist zu langsam, um eine Aufnahme zu beginnen</translation>
    </message>
    <message>
        <source>the disk of {0} is nearly full</source>
        <translation>die Platte von {0} ist fast voll</translation>
    </message>
    <message>
        <source>the disk of {0} is too full for the export</source>
        <translation>die Platte von {0} ist zu voll für den Export</translation>
    </message>
    <message>
        <source>the driver offers none</source>
        <translation>der Treiber bietet keine</translation>
    </message>
    <message>
        <source>the engine {0} failed</source>
        <translation>die Maschine {0} versagte</translation>
    </message>
    <message>
        <source>the erasure was cancelled</source>
        <translation>die Löschung wurde abgebrochen</translation>
    </message>
    <message>
        <source>the erasure was cancelled before its end</source>
        <translation>die Löschung wurde vor ihrem Ende abgebrochen</translation>
    </message>
    <message>
        <source>the exposure is unknown: one of whole periods would hide a flicker</source>
        <translation>die Belichtung ist unbekannt: eine über ganze Perioden würde ein Flimmern verdecken</translation>
    </message>
    <message>
        <source>the exposure moves: {value:.0f} % in {seconds:.1f} s, limit {limit:.0f} %</source>
        <translation>die Belichtung wandert: {value:.0f} % in {seconds:.1f} s, Grenze {limit:.0f} %</translation>
    </message>
    <message>
        <source>the eyes are {0} px apart, {1} are needed</source>
        <translation>die Augen sind {0} px auseinander, nötig sind {1}</translation>
    </message>
    <message>
        <source>the eyes are {0} px apart, {1} needed</source>
        <translation>die Augen sind {0} px auseinander, nötig {1}</translation>
    </message>
    <message>
        <source>the face is unknown</source>
        <translation>das Gesicht ist unbekannt</translation>
    </message>
    <message>
        <source>the face is {value:.0f} % of the height from the middle, limit {limit:.0f} %</source>
        <translation>das Gesicht ist {value:.0f} % der Höhe von der Mitte entfernt, Grenze {limit:.0f} %</translation>
    </message>
    <message>
        <source>the face is {value:.0f} % of the width from the middle, limit {limit:.0f} %</source>
        <translation>das Gesicht ist {value:.0f} % der Breite von der Mitte entfernt, Grenze {limit:.0f} %</translation>
    </message>
    <message>
        <source>the face lies outside the picture</source>
        <translation>das Gesicht liegt außerhalb des Bildes</translation>
    </message>
    <message>
        <source>the face moves by itself: coherence {0}, {1}</source>
        <translation>das Gesicht bewegt sich von selbst: Kohärenz {0}, {1}</translation>
    </message>
    <message>
        <source>the face moves by itself: {0}</source>
        <translation>das Gesicht bewegt sich von selbst: {0}</translation>
    </message>
    <message>
        <source>the face moves by {value:.1f} of its width a second, limit {limit:.1f}</source>
        <translation>das Gesicht bewegt sich um {value:.1f} seiner Breite je Sekunde, Grenze {limit:.1f}</translation>
    </message>
    <message>
        <source>the files are named {0}; see docs/imports.md</source>
        <translation>die Dateien heißen {0}; siehe docs/imports.md</translation>
    </message>
    <message>
        <source>the focal length cannot be told from these views</source>
        <translation>die Brennweite ist aus diesen Ansichten nicht zu erkennen</translation>
    </message>
    <message>
        <source>the folder {0} cannot be written</source>
        <translation>in den Ordner {0} kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>the head moved only {0} % of IOD per frame</source>
        <translation>der Kopf bewegte sich nur {0} % des Augenabstands je Bild</translation>
    </message>
    <message>
        <source>the head moved {0} % of IOD</source>
        <translation>der Kopf bewegte sich {0} % des Augenabstands</translation>
    </message>
    <message>
        <source>the iris is {0} px wide, {1} are needed</source>
        <translation>die Iris ist {0} px breit, nötig sind {1}</translation>
    </message>
    <message>
        <source>the journal is kept; check the disk and run recover</source>
        <translation>das Journal bleibt; prüfen Sie die Platte und starten Sie recover</translation>
    </message>
    <message>
        <source>the journal is kept; check the space on the disk and run recover</source>
        <translation>das Journal bleibt; prüfen Sie den Platz auf der Platte und starten Sie recover</translation>
    </message>
    <message>
        <source>the journal is kept; report this</source>
        <translation>das Journal bleibt; melden Sie uns das</translation>
    </message>
    <message>
        <source>the known screen lies {0} deg from it</source>
        <translation>der bekannte Bildschirm liegt {0} Grad davon</translation>
    </message>
    <message>
        <source>the lamps flicker by {percent:.1f} % with mains of {mains:.0f} Hz: change the lamp or the exposure time</source>
        <translation>die Lampen flackern um {percent:.1f} % mit Netz von {mains:.0f} Hz: wechseln Sie die Lampe oder die Belichtungszeit</translation>
    </message>
    <message>
        <source>the lamps flicker by {percent:.1f} % with the mains</source>
        <translation>die Lampen flackern um {percent:.1f} % mit dem Netz</translation>
    </message>
    <message>
        <source>the landmarks are no numbers</source>
        <translation>die Landmarken sind keine Zahlen</translation>
    </message>
    <message>
        <source>the lens is not calibrated: {0} degrees are assumed</source>
        <translation>das Objektiv ist nicht kalibriert: {0} Grad sind angenommen</translation>
    </message>
    <message>
        <source>the level of the face changed by {value:.0f} % in {seconds:.1f} s, limit {limit:.0f} %</source>
        <translation>die Helligkeit des Gesichts änderte sich um {value:.0f} % in {seconds:.1f} s, Grenze {limit:.0f} %</translation>
    </message>
    <message>
        <source>the licence is not that of consent {0}</source>
        <translation>die Lizenz ist nicht die der Einwilligung {0}</translation>
    </message>
    <message>
        <source>the microphone has gone</source>
        <translation>das Mikrofon ist weg</translation>
    </message>
    <message>
        <source>the mirrors do not fit one screen</source>
        <translation>die Spiegel passen nicht zu einem Bildschirm</translation>
    </message>
    <message>
        <source>the mirrors tilt about one axis only</source>
        <translation>die Spiegel sind nur um eine Achse geneigt</translation>
    </message>
    <message>
        <source>the network {0} is not as its description says</source>
        <translation>das Netz {0} ist nicht, wie seine Beschreibung sagt</translation>
    </message>
    <message>
        <source>the network {0} is not the one that {1} describes</source>
        <translation>das Netz {0} ist nicht das, das {1} beschreibt</translation>
    </message>
    <message>
        <source>the network {0} of {1} cannot be read</source>
        <translation>das Netz {0} von {1} lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>the next erase, recover or start of the studio goes on with it</source>
        <translation>das nächste Löschen, Retten oder der nächste Start des Studios setzt sie fort</translation>
    </message>
    <message>
        <source>the other dataset holds nothing that this model could be judged on</source>
        <translation>im anderen Datensatz ist nichts, woran dieses Modell beurteilt werden könnte</translation>
    </message>
    <message>
        <source>the picture's size has changed: begin anew</source>
        <translation>die Bildgröße hat sich geändert: neu beginnen</translation>
    </message>
    <message>
        <source>the pictures hold no noise</source>
        <translation>die Bilder enthalten kein Rauschen</translation>
    </message>
    <message>
        <source>the pictures were compressed with loss: no gain is given</source>
        <translation>die Bilder wurden mit Verlust komprimiert: keine Verstärkung</translation>
    </message>
    <message>
        <source>the pre-roll comes first</source>
        <translation>der Vorlauf kommt zuerst</translation>
    </message>
    <message>
        <source>the profile {0} was changed after it was made</source>
        <translation>das Profil {0} wurde nachträglich geändert</translation>
    </message>
    <message>
        <source>the recorder failed</source>
        <translation>der Rekorder versagte</translation>
    </message>
    <message>
        <source>the recording ended at once</source>
        <translation>die Aufnahme endete sofort</translation>
    </message>
    <message>
        <source>the recording has ended</source>
        <translation>die Aufnahme ist zu Ende</translation>
    </message>
    <message>
        <source>the recording is too short to see a flicker</source>
        <translation>die Aufnahme ist zu kurz, um ein Flimmern zu sehen</translation>
    </message>
    <message>
        <source>the rule {0} cannot be read</source>
        <translation>die Regel {0} lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>the same pictures as</source>
        <translation>dieselben Bilder wie</translation>
    </message>
    <message>
        <source>the sample dataset could not be recorded</source>
        <translation>der Beispieldatensatz konnte nicht aufgenommen werden</translation>
    </message>
    <message>
        <source>the screen cannot be placed without the lens</source>
        <translation>ohne das Objektiv ist der Ort des Bildschirms nicht zu bestimmen</translation>
    </message>
    <message>
        <source>the screen's direction cannot be told from these mirrors</source>
        <translation>die Richtung des Bildschirms ist aus diesen Spiegeln nicht zu erkennen</translation>
    </message>
    <message>
        <source>the session cannot be described so</source>
        <translation>die Sitzung lässt sich nicht so beschreiben</translation>
    </message>
    <message>
        <source>the source broke off and is opened again</source>
        <translation>die Quelle brach ab und wird noch einmal geöffnet</translation>
    </message>
    <message>
        <source>the source ended</source>
        <translation>die Quelle ist zu Ende</translation>
    </message>
    <message>
        <source>the source ended during the take</source>
        <translation>die Quelle endete während der Aufnahme</translation>
    </message>
    <message>
        <source>the source failed</source>
        <translation>die Quelle versagte</translation>
    </message>
    <message>
        <source>the source gave no frame</source>
        <translation>die Quelle gab kein Bild</translation>
    </message>
    <message>
        <source>the source gives no picture</source>
        <translation>die Quelle gibt kein Bild</translation>
    </message>
    <message>
        <source>the source has failed</source>
        <translation>die Quelle hat versagt</translation>
    </message>
    <message>
        <source>the source holds no frame</source>
        <translation>die Quelle hat kein Bild</translation>
    </message>
    <message>
        <source>the source is being opened</source>
        <translation>die Quelle wird geöffnet</translation>
    </message>
    <message>
        <source>the speed was not measured</source>
        <translation>das Tempo wurde nicht gemessen</translation>
    </message>
    <message>
        <source>the split {0} cannot be used to calibrate</source>
        <translation>die Aufteilung {0} taugt nicht zum Kalibrieren</translation>
    </message>
    <message>
        <source>the strength of a demo scene is 0 to 1</source>
        <translation>die Stärke einer Demoszene ist 0 bis 1</translation>
    </message>
    <message>
        <source>the subject's consent holds</source>
        <translation>die Einwilligung der Person gilt</translation>
    </message>
    <message>
        <source>the take ended by itself</source>
        <translation>die Aufnahme endete von selbst</translation>
    </message>
    <message>
        <source>the take is kept as incomplete</source>
        <translation>die Aufnahme bleibt als unvollständig</translation>
    </message>
    <message>
        <source>the take is {0}</source>
        <translation>die Aufnahme ist {0}</translation>
    </message>
    <message>
        <source>the views do not fit one lens</source>
        <translation>die Ansichten passen nicht zu einem Objektiv</translation>
    </message>
    <message>
        <source>the work was cancelled</source>
        <translation>die Arbeit wurde abgebrochen</translation>
    </message>
    <message>
        <source>the {0} must be above 0 s</source>
        <translation>{0} muss über 0 s liegen</translation>
    </message>
    <message>
        <source>the {0} was not seen often enough</source>
        <translation>{0}: nicht oft genug zu sehen</translation>
    </message>
    <message>
        <source>the {name} is automatic: it changes between takes</source>
        <translation>{name} ist automatisch: es ändert sich zwischen Aufnahmen</translation>
    </message>
    <message>
        <source>the {name} is locked</source>
        <translation>{name} ist fest</translation>
    </message>
    <message>
        <source>their difference is rounding alone</source>
        <translation>ihr Unterschied ist nur Rundung</translation>
    </message>
    <message>
        <source>there are bona fide takes of {0}</source>
        <translation>es gibt bona fide von {0}</translation>
    </message>
    <message>
        <source>there are too few pairs of a plain picture</source>
        <translation>zu wenige Paare eines glatten Bildes</translation>
    </message>
    <message>
        <source>there are too few people to compare</source>
        <translation>es sind zu wenige Personen zum Vergleichen</translation>
    </message>
    <message>
        <source>there are too few subjects for {0} parts</source>
        <translation>es sind zu wenige Personen für {0} Teile</translation>
    </message>
    <message>
        <source>there are too few takes to audit</source>
        <translation>es sind zu wenige Aufnahmen zum Untersuchen</translation>
    </message>
    <message>
        <source>there are too few views of the board</source>
        <translation>zu wenige Ansichten der Tafel</translation>
    </message>
    <message>
        <source>there are {0}</source>
        <translation>es gibt {0}</translation>
    </message>
    <message>
        <source>there is a split {0} already</source>
        <translation>eine Aufteilung {0} gibt es schon</translation>
    </message>
    <message>
        <source>there is no PAI {0} in the registry</source>
        <translation>kein PAI {0} ist im Verzeichnis</translation>
    </message>
    <message>
        <source>there is no bona fide take</source>
        <translation>es gibt keine bona-fide-Aufnahme</translation>
    </message>
    <message>
        <source>there is no consent record {0}</source>
        <translation>es gibt keine Einwilligung {0}</translation>
    </message>
    <message>
        <source>there is no consent text {0} in {1}</source>
        <translation>es gibt keinen Einwilligungstext {0} in {1}</translation>
    </message>
    <message>
        <source>there is no engine {0}</source>
        <translation>es gibt keine Maschine {0}</translation>
    </message>
    <message>
        <source>there is no export format {0}</source>
        <translation>es gibt kein Exportformat {0}</translation>
    </message>
    <message>
        <source>there is no file {0}</source>
        <translation>es gibt keine Datei {0}</translation>
    </message>
    <message>
        <source>there is no layout {0}</source>
        <translation>es gibt kein Layout {0}</translation>
    </message>
    <message>
        <source>there is no other {0} to compare with</source>
        <translation>es gibt kein anderes {0} zum Vergleichen</translation>
    </message>
    <message>
        <source>there is no paper {0}</source>
        <translation>es gibt kein Papier {0}</translation>
    </message>
    <message>
        <source>there is no picture to read in {0}</source>
        <translation>in {0} ist kein Bild zu lesen</translation>
    </message>
    <message>
        <source>there is no profile {0}</source>
        <translation>es gibt kein Profil {0}</translation>
    </message>
    <message>
        <source>there is no protocol {0}</source>
        <translation>es gibt kein Protokoll {0}</translation>
    </message>
    <message>
        <source>there is no review of {0} to take back</source>
        <translation>es gibt keine Prüfung von {0} zurückzunehmen</translation>
    </message>
    <message>
        <source>there is no session {0}</source>
        <translation>es gibt keine Sitzung {0}</translation>
    </message>
    <message>
        <source>there is no signal {0}</source>
        <translation>es gibt kein Signal {0}</translation>
    </message>
    <message>
        <source>there is no split {0}</source>
        <translation>es gibt keine Aufteilung {0}</translation>
    </message>
    <message>
        <source>there is no such screen</source>
        <translation>einen solchen Bildschirm gibt es nicht</translation>
    </message>
    <message>
        <source>there is no take to judge</source>
        <translation>es gibt keine Aufnahme zu beurteilen</translation>
    </message>
    <message>
        <source>there is no take {0}</source>
        <translation>es gibt keine Aufnahme {0}</translation>
    </message>
    <message>
        <source>there is no theme {0}</source>
        <translation>es gibt keine Farben {0}</translation>
    </message>
    <message>
        <source>there is no {0} {1} with bona fide takes</source>
        <translation>es gibt kein {0} {1} mit bona-fide-Aufnahmen</translation>
    </message>
    <message>
        <source>there is nothing of subject {0} in {1}</source>
        <translation>von Person {0} ist nichts in {1}</translation>
    </message>
    <message>
        <source>there is nothing of {0} to take back</source>
        <translation>von {0} gibt es nichts zurückzunehmen</translation>
    </message>
    <message>
        <source>there is only one person to audit</source>
        <translation>es ist nur eine Person zu untersuchen</translation>
    </message>
    <message>
        <source>there is too little to compare</source>
        <translation>es ist zu wenig zum Vergleichen da</translation>
    </message>
    <message>
        <source>there is too little to learn from</source>
        <translation>es ist zu wenig zum Lernen da</translation>
    </message>
    <message>
        <source>there is {0}</source>
        <translation>es gibt {0}</translation>
    </message>
    <message>
        <source>these are no parts of a split</source>
        <translation>das sind keine Teile einer Aufteilung</translation>
    </message>
    <message>
        <source>they are not on one disk</source>
        <translation>sie sind nicht auf derselben Platte</translation>
    </message>
    <message>
        <source>they are tilted by {0} degrees at most</source>
        <translation>sie sind höchstens um {0} Grad geneigt</translation>
    </message>
    <message>
        <source>this camera's lens is not calibrated at this picture size</source>
        <translation>das Objektiv dieser Kamera ist bei dieser Bildgröße nicht kalibriert</translation>
    </message>
    <message>
        <source>this cannot be evaluated</source>
        <translation>das lässt sich nicht auswerten</translation>
    </message>
    <message>
        <source>this is no UTF-8</source>
        <translation>das ist kein UTF-8</translation>
    </message>
    <message>
        <source>this source has no exposure that can be set</source>
        <translation>diese Quelle hat keine Belichtung zum Einstellen</translation>
    </message>
    <message>
        <source>this source has no name to keep a profile under</source>
        <translation>diese Quelle hat keinen Namen, unter dem ein Profil bleiben könnte</translation>
    </message>
    <message>
        <source>this view cannot be written as {0}</source>
        <translation>diese Ansicht kann nicht als {0} geschrieben werden</translation>
    </message>
    <message>
        <source>tilt it a little to the sides and up and down, and keep it still each time</source>
        <translation>ihn etwas zu den Seiten und auf und ab neigen und jedes Mal ruhig halten</translation>
    </message>
    <message>
        <source>tilt it by 20 to 40 degrees to each side; bring it into every corner</source>
        <translation>sie um 20 bis 40 Grad zu jeder Seite neigen; in jede Ecke bringen</translation>
    </message>
    <message>
        <source>tilt it, or move it elsewhere</source>
        <translation>neigen oder woandershin bewegen</translation>
    </message>
    <message>
        <source>tilt the board by 20 to 40 degrees to each side, near and far</source>
        <translation>die Tafel um 20 bis 40 Grad zu jeder Seite neigen, nah und fern</translation>
    </message>
    <message>
        <source>tilt the mirror another way</source>
        <translation>den Spiegel anders neigen</translation>
    </message>
    <message>
        <source>tilt the mirror up and down as well as to the sides</source>
        <translation>den Spiegel auf und ab und zu den Seiten neigen</translation>
    </message>
    <message>
        <source>tilted by {value:.1f} degrees, limit {limit:.0f}</source>
        <translation>um {value:.1f} Grad geneigt, Grenze {limit:.0f}</translation>
    </message>
    <message>
        <source>too bright</source>
        <translation>zu hell</translation>
    </message>
    <message>
        <source>too bright: less light or exposure</source>
        <translation>zu hell: weniger Licht oder Belichtung</translation>
    </message>
    <message>
        <source>too dark</source>
        <translation>zu dunkel</translation>
    </message>
    <message>
        <source>too dark: more light or exposure</source>
        <translation>zu dunkel: mehr Licht oder Belichtung</translation>
    </message>
    <message>
        <source>too few mirrors were seen</source>
        <translation>zu wenige Spiegel waren zu sehen</translation>
    </message>
    <message>
        <source>too little moves by itself: {0}, {1} are needed</source>
        <translation>zu wenig bewegt sich von selbst: {0}, nötig sind {1}</translation>
    </message>
    <message>
        <source>too many grey patches are clipped</source>
        <translation>zu viele graue Felder sind beschnitten</translation>
    </message>
    <message>
        <source>training and test need bona fide takes of different people</source>
        <translation>Training und Test brauchen bona fide von verschiedenen Personen</translation>
    </message>
    <message>
        <source>try again; unplug and plug in the device, or check the address</source>
        <translation>versuchen Sie es noch einmal; stecken Sie das Gerät neu ein oder prüfen Sie die Adresse</translation>
    </message>
    <message>
        <source>turn noise reduction off, or raise gain or exposure</source>
        <translation>Rauschunterdrückung ausschalten oder Verstärkung oder Belichtung erhöhen</translation>
    </message>
    <message>
        <source>turned by {value:.1f} degrees, limit {limit:.0f}</source>
        <translation>um {value:.1f} Grad gedreht, Grenze {limit:.0f}</translation>
    </message>
    <message>
        <source>turned by {yaw:.1f} degrees, limit {yaw_limit:.0f}; nodded by {pitch:.1f}, limit {pitch_limit:.0f}; tilted by {roll:.1f}, limit {roll_limit:.0f}</source>
        <translation>um {yaw:.1f} Grad gedreht, Grenze {yaw_limit:.0f}; um {pitch:.1f} genickt, Grenze {pitch_limit:.0f}; um {roll:.1f} geneigt, Grenze {roll_limit:.0f}</translation>
    </message>
    <message>
        <source>turns pixels into angles: distances and the screen's place need it</source>
        <translation>macht aus Pixeln Winkel: Abstände und der Ort des Bildschirms brauchen es</translation>
    </message>
    <message>
        <source>two cameras would share one profile</source>
        <translation>zwei Kameras hätten ein Profil gemeinsam</translation>
    </message>
    <message>
        <source>two eyes before one scene overlap by .5 or more</source>
        <translation>zwei Augen vor einer Szene decken sich zu .5 oder mehr</translation>
    </message>
    <message>
        <source>two faces in {0}</source>
        <translation>zwei Gesichter in {0}</translation>
    </message>
    <message>
        <source>two models are called {0}</source>
        <translation>zwei Modelle heißen {0}</translation>
    </message>
    <message>
        <source>two signals bear one name: {0}</source>
        <translation>zwei Signale tragen einen Namen: {0}</translation>
    </message>
    <message>
        <source>uncertain by {0} degrees</source>
        <translation>unsicher um {0} Grad</translation>
    </message>
    <message>
        <source>undecided: no signal can say anything</source>
        <translation>unentschieden: kein Signal kann etwas sagen</translation>
    </message>
    <message>
        <source>undecided: {0} lies between {1} and {2}</source>
        <translation>unentschieden: {0} liegt zwischen {1} und {2}</translation>
    </message>
    <message>
        <source>undecided: {0} would accept, but an accept takes {1} families of signals and only {2} speaks</source>
        <translation>unentschieden: {0} würde annehmen, aber dazu braucht es {1} Gruppen von Signalen, und nur {2} spricht</translation>
    </message>
    <message>
        <source>uneven light: {value:.1f} to 1 between the halves of the face, limit {limit:.1f}</source>
        <translation>ungleiches Licht: {value:.1f} zu 1 zwischen den Hälften des Gesichts, Grenze {limit:.1f}</translation>
    </message>
    <message>
        <source>unknown PAI species {0}</source>
        <translation>unbekannte PAI-Art {0}</translation>
    </message>
    <message>
        <source>unknown demo scene {0}</source>
        <translation>unbekannte Demoszene {0}</translation>
    </message>
    <message>
        <source>unpack the set again</source>
        <translation>packen Sie die Sammlung noch einmal aus</translation>
    </message>
    <message>
        <source>update the program</source>
        <translation>bringen Sie das Programm auf den neuen Stand</translation>
    </message>
    <message>
        <source>update the program, or calibrate anew</source>
        <translation>bringen Sie das Programm auf den neuen Stand oder kalibrieren Sie neu</translation>
    </message>
    <message>
        <source>update the program, or check the path</source>
        <translation>bringen Sie das Programm auf den neuen Stand oder prüfen Sie den Pfad</translation>
    </message>
    <message>
        <source>use a flat glass mirror, move neither camera nor screen, and begin again</source>
        <translation>einen ebenen Glasspiegel nehmen, weder Kamera noch Bildschirm bewegen und neu beginnen</translation>
    </message>
    <message>
        <source>use a source that shows a face</source>
        <translation>nehmen Sie eine Quelle, die ein Gesicht zeigt</translation>
    </message>
    <message>
        <source>use a take of privacy mode full</source>
        <translation>nehmen Sie eine Aufnahme der Privatheit full</translation>
    </message>
    <message>
        <source>use another scheme, or record more</source>
        <translation>nehmen Sie ein anderes Schema oder nehmen Sie mehr auf</translation>
    </message>
    <message>
        <source>use letters, digits, dot, underscore and hyphen in names</source>
        <translation>nehmen Sie in Namen Buchstaben, Ziffern, Punkt, Unterstrich und Bindestrich</translation>
    </message>
    <message>
        <source>use letters, digits, dots, underscores and hyphens</source>
        <translation>nehmen Sie Buchstaben, Ziffern, Punkte, Unterstriche und Bindestriche</translation>
    </message>
    <message>
        <source>use letters, digits, dots, underscores and hyphens: --prefix SITE-</source>
        <translation>nehmen Sie Buchstaben, Ziffern, Punkte, Unterstriche und Bindestriche: --prefix ORT-</translation>
    </message>
    <message>
        <source>use one of {0}</source>
        <translation>nehmen Sie eines von {0}</translation>
    </message>
    <message>
        <source>use one person a file</source>
        <translation>nehmen Sie eine Person je Datei</translation>
    </message>
    <message>
        <source>use {0}</source>
        <translation>nehmen Sie {0}</translation>
    </message>
    <message>
        <source>variance does not rise in a line ({0} standard uncertainties): the camera applies a tone curve, and no gain is given</source>
        <translation>die Varianz steigt nicht geradlinig ({0} Standardunsicherheiten): die Kamera wendet eine Tonkurve an, keine Verstärkung</translation>
    </message>
    <message>
        <source>variance does not rise with brightness: no gain is given</source>
        <translation>die Varianz steigt nicht mit der Helligkeit: keine Verstärkung</translation>
    </message>
    <message>
        <source>waited {0} s</source>
        <translation>{0} s gewartet</translation>
    </message>
    <message>
        <source>watched for {0} s</source>
        <translation>{0} s zugesehen</translation>
    </message>
    <message>
        <source>weights or parameters are changed</source>
        <translation>Gewichte oder Parameter sind geändert</translation>
    </message>
    <message>
        <source>what is tried out is in no profile</source>
        <translation>was ausprobiert wird, ist in keinem Profil</translation>
    </message>
    <message>
        <source>what {0} says does not fit a take file</source>
        <translation>was {0} sagt, passt zu keiner Aufnahmedatei</translation>
    </message>
    <message>
        <source>white balance</source>
        <translation>Weißabgleich</translation>
    </message>
    <message>
        <source>without what is left out, bona fide takes or attacks are missing</source>
        <translation>ohne das Ausgelassene fehlen bona fide oder Angriffe</translation>
    </message>
    <message>
        <source>{0} % of it, {1} % are needed</source>
        <translation>{0} % davon, nötig sind {1} %</translation>
    </message>
    <message>
        <source>{0} % of the frames dropped, limit {1} %</source>
        <translation>{0} % der Bilder verloren, Grenze {1} %</translation>
    </message>
    <message>
        <source>{0} % of the frames repeat the one before, limit {1} %</source>
        <translation>{0} % der Bilder wiederholen das vorige, Grenze {1} %</translation>
    </message>
    <message>
        <source>{0} GB free, {1} GB needed</source>
        <translation>{0} GB frei, nötig {1} GB</translation>
    </message>
    <message>
        <source>{0} abstains: no evidence yet</source>
        <translation>{0} enthält sich: noch keine Belege</translation>
    </message>
    <message>
        <source>{0} adds {1} (llr {2}, quality {3}){4}</source>
        <translation>{0} trägt {1} bei (llr {2}, Güte {3}){4}</translation>
    </message>
    <message>
        <source>{0} asks for what no camera has</source>
        <translation>{0} verlangt, was keine Kamera hat</translation>
    </message>
    <message>
        <source>{0} bona fide and {1} attacks, {2} of each are needed</source>
        <translation>{0} bona fide und {1} Angriffe, nötig sind je {2}</translation>
    </message>
    <message>
        <source>{0} broke off</source>
        <translation>{0} brach ab</translation>
    </message>
    <message>
        <source>{0} by {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} bytes</source>
        <translation>{0} Byte</translation>
    </message>
    <message>
        <source>{0} bytes of {1}</source>
        <translation>{0} Byte von {1}</translation>
    </message>
    <message>
        <source>{0} bytes, 0 frames decoded</source>
        <translation>{0} Byte, 0 Bilder gelesen</translation>
    </message>
    <message>
        <source>{0} bytes; {1}</source>
        <translation>{0} Byte; {1}</translation>
    </message>
    <message>
        <source>{0} cannot be a folder</source>
        <translation>{0} kann kein Ordner sein</translation>
    </message>
    <message>
        <source>{0} cannot be linked to {1}</source>
        <translation>{0} kann nicht mit {1} verbunden werden</translation>
    </message>
    <message>
        <source>{0} cannot be merged {1}</source>
        <translation>{0} kann nicht vereint werden {1}</translation>
    </message>
    <message>
        <source>{0} cannot be opened</source>
        <translation>{0} lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>{0} cannot be read</source>
        <translation>{0} lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>{0} cannot be the export</source>
        <translation>{0} kann nicht der Export sein</translation>
    </message>
    <message>
        <source>{0} cannot be the name of a photograph</source>
        <translation>{0} kann nicht der Name einer Fotografie sein</translation>
    </message>
    <message>
        <source>{0} cannot be written</source>
        <translation>{0} lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>{0} cannot run with these parameters</source>
        <translation>{0} kann mit diesen Parametern nicht laufen</translation>
    </message>
    <message>
        <source>{0} cannot tell why, {1} is needed</source>
        <translation>{0} weiß nicht warum, nötig ist {1}</translation>
    </message>
    <message>
        <source>{0} changed by {1} x a rigid face's usual</source>
        <translation>{0} änderte sich um {1} x das Übliche eines starren Gesichts</translation>
    </message>
    <message>
        <source>{0} changed while it was copied</source>
        <translation>{0} änderte sich beim Kopieren</translation>
    </message>
    <message>
        <source>{0} could not be turned into a take</source>
        <translation>aus {0} konnte keine Aufnahme werden</translation>
    </message>
    <message>
        <source>{0} degrees about the other</source>
        <translation>{0} Grad um die andere</translation>
    </message>
    <message>
        <source>{0} did not arrive</source>
        <translation>{0} kam nicht an</translation>
    </message>
    <message>
        <source>{0} did not open</source>
        <translation>{0} öffnete sich nicht</translation>
    </message>
    <message>
        <source>{0} does not look like {1}</source>
        <translation>{0} sieht nicht aus wie {1}</translation>
    </message>
    <message>
        <source>{0} does not read back</source>
        <translation>{0} liest sich nicht zurück</translation>
    </message>
    <message>
        <source>{0} does not read back as it was written</source>
        <translation>{0} liest sich nicht zurück, wie es geschrieben wurde</translation>
    </message>
    <message>
        <source>{0} exists already</source>
        <translation>{0} gibt es schon</translation>
    </message>
    <message>
        <source>{0} failed</source>
        <translation>{0} versagte</translation>
    </message>
    <message>
        <source>{0} files still hold something of another subject</source>
        <translation>{0} Dateien enthalten noch etwas von einer anderen Person</translation>
    </message>
    <message>
        <source>{0} fps (min {1})</source>
        <translation>{0} Bilder/s (≥ {1})</translation>
    </message>
    <message>
        <source>{0} frames in {1} s</source>
        <translation>{0} Bilder in {1} s</translation>
    </message>
    <message>
        <source>{0} frames per second, {1} are needed</source>
        <translation>{0} Bilder je Sekunde, nötig sind {1}</translation>
    </message>
    <message>
        <source>{0} frames wait</source>
        <translation>{0} Bilder warten</translation>
    </message>
    <message>
        <source>{0} frames were lost</source>
        <translation>{0} Bilder gingen verloren</translation>
    </message>
    <message>
        <source>{0} frame{1} searched</source>
        <translation>{0} Bild{1} durchsucht</translation>
    </message>
    <message>
        <source>{0} free, {1} needed</source>
        <translation>{0} frei, nötig {1}</translation>
    </message>
    <message>
        <source>{0} gives no picture</source>
        <translation>{0} gibt kein Bild</translation>
    </message>
    <message>
        <source>{0} has a name that is no text in this system's encoding</source>
        <translation>{0} hat einen Namen, der in der Kodierung dieses Systems kein Text ist</translation>
    </message>
    <message>
        <source>{0} has another SHA-256</source>
        <translation>{0} hat eine andere SHA-256</translation>
    </message>
    <message>
        <source>{0} has no parameters to change</source>
        <translation>{0} hat keine Parameter zu ändern</translation>
    </message>
    <message>
        <source>{0} has no weight and adds nothing</source>
        <translation>{0} hat kein Gewicht und trägt nichts bei</translation>
    </message>
    <message>
        <source>{0} has quality 0 and adds nothing</source>
        <translation>{0} hat die Güte 0 und trägt nichts bei</translation>
    </message>
    <message>
        <source>{0} holds no evidence</source>
        <translation>{0} enthält keine Belege</translation>
    </message>
    <message>
        <source>{0} holds no frame</source>
        <translation>{0} enthält kein Bild</translation>
    </message>
    <message>
        <source>{0} holds no frame to record</source>
        <translation>{0} enthält kein Bild zum Aufnehmen</translation>
    </message>
    <message>
        <source>{0} holds no header, so that its frames have no label</source>
        <translation>{0} enthält keinen Kopf, also haben seine Bilder keine Kennzeichnung</translation>
    </message>
    <message>
        <source>{0} holds no scores that were kept</source>
        <translation>{0} enthält keine behaltenen Scores</translation>
    </message>
    <message>
        <source>{0} is a profile that this version does not read</source>
        <translation>{0} ist ein Profil, das diese Version nicht liest</translation>
    </message>
    <message>
        <source>{0} is damaged</source>
        <translation>{0} ist beschädigt</translation>
    </message>
    <message>
        <source>{0} is damaged or missing</source>
        <translation>{0} ist beschädigt oder fehlt</translation>
    </message>
    <message>
        <source>{0} is no dataset</source>
        <translation>{0} ist kein Datensatz</translation>
    </message>
    <message>
        <source>{0} is no network that can be run here</source>
        <translation>{0} ist kein Netz, das hier laufen kann</translation>
    </message>
    <message>
        <source>{0} is no packed export that this version reads</source>
        <translation>{0} ist kein gepackter Export, den diese Version liest</translation>
    </message>
    <message>
        <source>{0} is no picture</source>
        <translation>{0} ist kein Bild</translation>
    </message>
    <message>
        <source>{0} is no picture that can be read</source>
        <translation>{0} ist kein lesbares Bild</translation>
    </message>
    <message>
        <source>{0} is no profile</source>
        <translation>{0} ist kein Profil</translation>
    </message>
    <message>
        <source>{0} is no reason</source>
        <translation>{0} ist kein Grund</translation>
    </message>
    <message>
        <source>{0} is no subject's key</source>
        <translation>{0} ist kein Schlüssel einer Person</translation>
    </message>
    <message>
        <source>{0} is no take that this version reads</source>
        <translation>{0} ist keine Aufnahme, die diese Version liest</translation>
    </message>
    <message>
        <source>{0} is no text</source>
        <translation>{0} ist kein Text</translation>
    </message>
    <message>
        <source>{0} is no video that can be read</source>
        <translation>{0} ist kein lesbares Video</translation>
    </message>
    <message>
        <source>{0} is not TOML</source>
        <translation>{0} ist kein TOML</translation>
    </message>
    <message>
        <source>{0} is not a file</source>
        <translation>{0} ist keine Datei</translation>
    </message>
    <message>
        <source>{0} is not a valid {1}</source>
        <translation>{0} ist kein gültiges {1}</translation>
    </message>
    <message>
        <source>{0} is not empty and no dataset</source>
        <translation>{0} ist nicht leer und kein Datensatz</translation>
    </message>
    <message>
        <source>{0} is not what was registered</source>
        <translation>{0} ist nicht, was eingetragen wurde</translation>
    </message>
    <message>
        <source>{0} is that of {1}, this is {2}</source>
        <translation>{0} gehört zu {1}, dies ist {2}</translation>
    </message>
    <message>
        <source>{0} is the id of a protocol that ships</source>
        <translation>{0} ist die Kennung eines mitgelieferten Protokolls</translation>
    </message>
    <message>
        <source>{0} keeps no pictures, so that there is nothing to replay</source>
        <translation>{0} hat keine Bilder, also ist nichts abzuspielen</translation>
    </message>
    <message>
        <source>{0} leaves too little to learn from</source>
        <translation>{0} lässt zu wenig zum Lernen übrig</translation>
    </message>
    <message>
        <source>{0} line {1}</source>
        <translation>{0} Zeile {1}</translation>
    </message>
    <message>
        <source>{0} line {1} is not TOML</source>
        <translation>{0} Zeile {1} ist kein TOML</translation>
    </message>
    <message>
        <source>{0} media file{1} of other names</source>
        <translation>{0} Mediendatei{1} mit anderen Namen</translation>
    </message>
    <message>
        <source>{0} mm from a plane, {1} mm from a bent sheet</source>
        <translation>{0} mm von einer Ebene, {1} mm von einem gebogenen Blatt</translation>
    </message>
    <message>
        <source>{0} names no source</source>
        <translation>{0} nennt keine Quelle</translation>
    </message>
    <message>
        <source>{0} names no source of attacks</source>
        <translation>{0} nennt keine Quelle von Angriffen</translation>
    </message>
    <message>
        <source>{0} of 6 lie outside {1} to {2}</source>
        <translation>{0} von 6 liegen außerhalb von {1} bis {2}</translation>
    </message>
    <message>
        <source>{0} of a face's parallax{1}</source>
        <translation>{0} der Parallaxe eines Gesichts{1}</translation>
    </message>
    <message>
        <source>{0} of an iris is visible, {1} is needed</source>
        <translation>{0} einer Iris ist zu sehen, nötig ist {1}</translation>
    </message>
    <message>
        <source>{0} of the patches off the face show the same pattern: it may be the camera's</source>
        <translation>{0} der Flächen neben dem Gesicht zeigen dasselbe Muster: es kann von der Kamera sein</translation>
    </message>
    <message>
        <source>{0} of the people in takes have no key</source>
        <translation>{0} der Personen in Aufnahmen haben keinen Schlüssel</translation>
    </message>
    <message>
        <source>{0} of the {1} analyses it takes</source>
        <translation>{0} der nötigen {1} Analysen</translation>
    </message>
    <message>
        <source>{0} of the {1} takes that validated it are not in this dataset, or may not be used any more</source>
        <translation>{0} der {1} Aufnahmen, die es prüften, sind nicht in diesem Datensatz oder dürfen nicht mehr benutzt werden</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} of {1} corners found</source>
        <translation>{0} von {1} Ecken gefunden</translation>
    </message>
    <message>
        <source>{0} of {1} corners tracked</source>
        <translation>{0} von {1} Ecken verfolgt</translation>
    </message>
    <message>
        <source>{0} of {1} frame triples so far</source>
        <translation>bisher {0} von {1} Bildtripeln</translation>
    </message>
    <message>
        <source>{0} of {1} pictures</source>
        <translation>{0} von {1} Bildern</translation>
    </message>
    <message>
        <source>{0} of {1}{2}</source>
        <translation>{0} von {1}{2}</translation>
    </message>
    <message>
        <source>{0} people, {1} attacks</source>
        <translation>{0} Personen, {1} Angriffe</translation>
    </message>
    <message>
        <source>{0} people, {1} attacks; each side needs bona fide takes and attacks whose presenter and target are on that side</source>
        <translation>{0} Personen, {1} Angriffe; jede Seite braucht bona fide und Angriffe, deren Vorlegende und Ziel auf dieser Seite sind</translation>
    </message>
    <message>
        <source>{0} pictures, {1} other entries, 0 frames decoded</source>
        <translation>{0} Bilder, {1} andere Einträge, 0 Bilder gelesen</translation>
    </message>
    <message>
        <source>{0} px, uncertain by {1} %</source>
        <translation>{0} px, unsicher um {1} %</translation>
    </message>
    <message>
        <source>{0} says something else</source>
        <translation>{0} sagt etwas anderes</translation>
    </message>
    <message>
        <source>{0} speaks alone: {1} is limited to {2}</source>
        <translation>{0} spricht allein: {1} ist auf {2} begrenzt</translation>
    </message>
    <message>
        <source>{0} stops of light for one stop of exposure</source>
        <translation>{0} Blenden Licht auf eine Blende Belichtung</translation>
    </message>
    <message>
        <source>{0} takes</source>
        <translation>{0} Aufnahmen</translation>
    </message>
    <message>
        <source>{0} takes two or more of what is left out</source>
        <translation>{0} nimmt zwei oder mehr vom Ausgelassenen</translation>
    </message>
    <message>
        <source>{0} tiles</source>
        <translation>{0} Kacheln</translation>
    </message>
    <message>
        <source>{0} to the depth camera: {1}</source>
        <translation>{0} zur Tiefenkamera: {1}</translation>
    </message>
    <message>
        <source>{0} views that give no lens</source>
        <translation>{0} Ansichten, die kein Objektiv ergeben</translation>
    </message>
    <message>
        <source>{0} was written by a newer version</source>
        <translation>{0} stammt von einer neueren Version</translation>
    </message>
    <message>
        <source>{0} x {1} squares of {2} mm</source>
        <translation>{0} x {1} Quadrate von {2} mm</translation>
    </message>
    <message>
        <source>{0} {1} nat against {2} {3} nat</source>
        <translation>{0} {1} nat gegen {2} {3} nat</translation>
    </message>
    <message>
        <source>{0}, and {1}</source>
        <translation>{0}, und {1}</translation>
    </message>
    <message>
        <source>{0}, jitter has -0.50, {1}</source>
        <translation>{0}, Zittern hat -0.50, {1}</translation>
    </message>
    <message>
        <source>{0}, not {1}</source>
        <translation>{0}, nicht {1}</translation>
    </message>
    <message>
        <source>{0}: no sound for {1} s</source>
        <translation>{0}: kein Ton seit {1} s</translation>
    </message>
    <message>
        <source>{0}: this computer was not heard of for minutes</source>
        <translation>{0}: von diesem Computer war minutenlang nichts zu hören</translation>
    </message>
    <message>
        <source>{0}: this frame was not analysed.</source>
        <translation>{0}: Dieses Bild wurde nicht analysiert.</translation>
    </message>
    <message>
        <source>{0}: too close to tell</source>
        <translation>{0}: zu nah beieinander, um es zu sagen</translation>
    </message>
    <message>
        <source>{0}: {1} nat for {2}, quality {3}</source>
        <translation>{0}: {1} nat für {2}, Güte {3}</translation>
    </message>
    <message>
        <source>{0}; a photo or replay of real eyes keeps that, so it says little</source>
        <translation>{0}; ein Foto oder eine Wiedergabe echter Augen behält das, also sagt es wenig</translation>
    </message>
    <message>
        <source>{0}; two eyes before one scene overlap by .5 or more</source>
        <translation>{0}; zwei Augen vor einer Szene decken sich zu .5 oder mehr</translation>
    </message>
    <message>
        <source>{0}; {1} dB {2}</source>
        <translation>{0}; {1} dB {2}</translation>
    </message>
    <message>
        <source>{kind}: nothing to lock</source>
        <translation>{kind}: nichts festzuhalten</translation>
    </message>
    <message>
        <source>{minutes:.0f} minutes left</source>
        <translation>noch {minutes:.0f} Minuten</translation>
    </message>
    <message>
        <source>{minutes:.1f} minutes left, {limit:.0f} are safe</source>
        <translation>noch {minutes:.1f} Minuten, sicher sind {limit:.0f}</translation>
    </message>
    <message>
        <source>{name} is a program: takes are marked virtual</source>
        <translation>{name} ist ein Programm: Aufnahmen werden als virtuell vermerkt</translation>
    </message>
    <message>
        <source>{value:.0f} % (max {limit:.0f})</source>
        <translation>{value:.0f} % (≤ {limit:.0f})</translation>
    </message>
    <message>
        <source>{value:.0f} % of the face clipped, limit {limit:.0f} %</source>
        <translation>{value:.0f} % des Gesichts ausgefressen, Grenze {limit:.0f} %</translation>
    </message>
    <message>
        <source>{value:.0f} (min {limit:.0f})</source>
        <translation>{value:.0f} (≥ {limit:.0f})</translation>
    </message>
    <message>
        <source>{value:.0f} fps (min {limit:.0f})</source>
        <translation>{value:.0f} Bilder/s (≥ {limit:.0f})</translation>
    </message>
    <message>
        <source>{value:.0f} frames lost in a row, limit {limit:.0f}</source>
        <translation>{value:.0f} Bilder nacheinander verloren, Grenze {limit:.0f}</translation>
    </message>
    <message>
        <source>{value:.0f} lost (max {limit:.0f})</source>
        <translation>{value:.0f} verloren (≤ {limit:.0f})</translation>
    </message>
    <message>
        <source>{value:.0f} px (min {limit:.0f})</source>
        <translation>{value:.0f} px (≥ {limit:.0f})</translation>
    </message>
    <message>
        <source>{value:.0f} px between the eyes, {limit:.0f} are needed</source>
        <translation>{value:.0f} px zwischen den Augen, nötig sind {limit:.0f}</translation>
    </message>
    <message>
        <source>{value:.1f} % of the face is black or white, limit {limit:.0f} %</source>
        <translation>{value:.1f} % des Gesichts sind schwarz oder weiß, Grenze {limit:.0f} %</translation>
    </message>
    <message>
        <source>{value:.1f} frames per second from the camera, {limit:.0f} are needed; at most {lost:.0f} lost in a row, limit {lost_limit:.0f}</source>
        <translation>{value:.1f} Bilder je Sekunde von der Kamera, nötig sind {limit:.0f}; höchstens {lost:.0f} nacheinander verloren, Grenze {lost_limit:.0f}</translation>
    </message>
    <message>
        <source>{value:.1f}:1 (max {limit:.1f})</source>
        <translation>{value:.1f}:1 (≤ {limit:.1f})</translation>
    </message>
    <message>
        <source>{value:.1f}° (max {limit:.0f})</source>
        <translation>{value:.1f}° (≤ {limit:.0f})</translation>
    </message>
</context>
<context>
    <name>SeriesPlot</name>
    <message>
        <source>Click a mark of a strip to see that take over time.</source>
        <translation>Klicken Sie auf eine Marke eines Streifens, um diese Aufnahme über der Zeit zu sehen.</translation>
    </message>
    <message>
        <source>Score over time</source>
        <translation>Score über der Zeit</translation>
    </message>
    <message>
        <source>score, nat</source>
        <translation>Score, nat</translation>
    </message>
    <message>
        <source>time, s</source>
        <translation>Zeit, s</translation>
    </message>
</context>
<context>
    <name>SignalPanel</name>
    <message>
        <source>Choose by the rule</source>
        <translation>Nach der Regel wählen</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>How many takes a changed parameter is tried on; 0 for all of them</source>
        <translation>An wie vielen Aufnahmen ein geänderter Parameter probiert wird; 0 für alle</translation>
    </message>
    <message>
        <source>Live source</source>
        <translation>Live-Quelle</translation>
    </message>
    <message>
        <source>Recorded takes</source>
        <translation>Gemachte Aufnahmen</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Takes of each label</source>
        <translation>Aufnahmen jeder Kennzeichnung</translation>
    </message>
    <message>
        <source>Takes of each label that are scored again</source>
        <translation>Aufnahmen jeder Kennzeichnung, die neu bewertet werden</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Threshold, nat</source>
        <translation>Schwelle, nat</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>bpcer&lt;=0.05, apcer&lt;=0.05 in every species, or a cost</source>
        <translation>bpcer&lt;=0.05, apcer&lt;=0.05 in every species, oder Kosten</translation>
    </message>
</context>
<context>
    <name>SoundDesk</name>
    <message>
        <source>choose a consent</source>
        <translation>eine Einwilligung wählen</translation>
    </message>
    <message>
        <source>no microphone</source>
        <translation>kein Mikrofon</translation>
    </message>
    <message>
        <source>opening the microphone</source>
        <translation>das Mikrofon wird geöffnet</translation>
    </message>
    <message>
        <source>settling</source>
        <translation>pendelt sich ein</translation>
    </message>
    <message>
        <source>the consent is without audio</source>
        <translation>die Einwilligung ist ohne Ton</translation>
    </message>
    <message>
        <source>this privacy mode keeps none</source>
        <translation>dieser Schutzmodus behält keinen</translation>
    </message>
</context>
<context>
    <name>SoundMeter</name>
    <message>
        <source>no sound</source>
        <translation>kein Ton</translation>
    </message>
    <message>
        <source>no sound: {why}</source>
        <translation>kein Ton: {why}</translation>
    </message>
    <message>
        <source>sound too loud</source>
        <translation>Ton zu laut</translation>
    </message>
    <message>
        <source>sound {level}</source>
        <translation>Ton {level}</translation>
    </message>
    <message>
        <source>{n:.0f} dB</source>
        <translation>{n:.0f} dB</translation>
    </message>
</context>
<context>
    <name>SourceDesk</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Aufnahme öffnen</translation>
    </message>
    <message>
        <source>Opening the source…</source>
        <translation>Die Quelle wird geöffnet…</translation>
    </message>
    <message>
        <source>Recordings (*.mp4 *.mkv *.avi *.mov *.webm *.h5 *.gif *.png *.jpg)</source>
        <translation>Aufnahmen (*.mp4 *.mkv *.avi *.mov *.webm *.h5 *.gif *.png *.jpg)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Waiting for the source to come back…</source>
        <translation>Warten, bis die Quelle zurückkommt…</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird gesucht…</translation>
    </message>
    <message>
        <source>the recording has ended</source>
        <translation>die Aufnahme ist zu Ende</translation>
    </message>
</context>
<context>
    <name>SourcePicker</name>
    <message>
        <source>A program, no camera: takes from it are marked as virtual.</source>
        <translation>Ein Programm, keine Kamera: Aufnahmen davon werden als virtuell vermerkt.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a source</source>
        <translation>Quelle wählen</translation>
    </message>
    <message>
        <source>Demo, {scene}</source>
        <translation>Demo, {scene}</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>Noch einmal nach Kameras suchen</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Aufnahme öffnen</translation>
    </message>
    <message>
        <source>Open recording…</source>
        <translation>Aufnahme öffnen…</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>no source</source>
        <translation>keine Quelle</translation>
    </message>
    <message>
        <source>not plugged in</source>
        <translation>nicht angeschlossen</translation>
    </message>
    <message>
        <source>opening {title}, up to 20 s</source>
        <translation>{title} wird geöffnet, bis zu 20 s</translation>
    </message>
    <message>
        <source>person {n}</source>
        <translation>Person {n}</translation>
    </message>
    <message>
        <source>virtual camera, {text}</source>
        <translation>virtuelle Kamera, {text}</translation>
    </message>
    <message>
        <source>{button} the source</source>
        <translation>{button} der Quelle</translation>
    </message>
    <message>
        <source>{name} (virtual camera)</source>
        <translation>{name} (virtuelle Kamera)</translation>
    </message>
    <message>
        <source>{name}, port {port}</source>
        <translation>{name}, Anschluss {port}</translation>
    </message>
    <message>
        <source>{title}: {note}</source>
        <translation>{title}: {note}</translation>
    </message>
</context>
<context>
    <name>SpeciesLegend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>{label} (n = {n})</source>
        <translation>{label} (n = {n})</translation>
    </message>
</context>
<context>
    <name>SpeedDesk</name>
    <message>
        <source>Measuring whether this computer keeps up…</source>
        <translation>Es wird gemessen, ob dieser Computer mitkommt…</translation>
    </message>
    <message>
        <source>This computer does not keep up</source>
        <translation>Dieser Computer kommt nicht mit</translation>
    </message>
    <message>
        <source>This computer keeps up</source>
        <translation>Dieser Computer kommt mit</translation>
    </message>
    <message>
        <source>{w} x {h}: {written:.0f} of {fps:.0f} frames per second written, {analysed:.0f} analysed at the same time</source>
        <translation>{w} x {h}: {written:.0f} von {fps:.0f} Bildern je Sekunde geschrieben, zugleich {analysed:.0f} analysiert</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source> and {n} more</source>
        <translation> und {n} weitere</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Best next</source>
        <translation>Bester nächster</translation>
    </message>
    <message>
        <source>Go where most is missing ({key})</source>
        <translation>Dorthin, wo am meisten fehlt ({key})</translation>
    </message>
    <message>
        <source>Keep the take and go on ({key})</source>
        <translation>Aufnahme behalten und weiter ({key})</translation>
    </message>
    <message>
        <source>Name the subject below to begin the protocol</source>
        <translation>Nennen Sie unten die Person, um das Protokoll zu beginnen</translation>
    </message>
    <message>
        <source>Step after ({key})</source>
        <translation>Schritt danach ({key})</translation>
    </message>
    <message>
        <source>Step before ({key})</source>
        <translation>Schritt davor ({key})</translation>
    </message>
    <message>
        <source>Step of the protocol</source>
        <translation>Schritt des Protokolls</translation>
    </message>
    <message>
        <source>no take yet: {key} records</source>
        <translation>noch keine Aufnahme: {key} nimmt auf</translation>
    </message>
    <message>
        <source>protocol complete for this subject</source>
        <translation>Protokoll für diese Person vollständig</translation>
    </message>
    <message>
        <source>step {number} of {total}: {headline}</source>
        <translation>Schritt {number} von {total}: {headline}</translation>
    </message>
    <message>
        <source>take is good: {key} goes on</source>
        <translation>die Aufnahme ist gut: weiter mit {key}</translation>
    </message>
</context>
<context>
    <name>StepForm</name>
    <message>
        <source>Bona fide: a live person</source>
        <translation>Bona fide: eine lebende Person</translation>
    </message>
    <message>
        <source>Fields of the step</source>
        <translation>Felder des Schritts</translation>
    </message>
    <message>
        <source>that of its species</source>
        <translation>die seiner Art</translation>
    </message>
</context>
<context>
    <name>StepPicture</name>
    <message>
        <source>Grey card beside the face</source>
        <translation>Graukarte neben dem Gesicht</translation>
    </message>
    <message>
        <source>Live person</source>
        <translation>Lebende Person</translation>
    </message>
    <message>
        <source>Live person with a hat</source>
        <translation>Lebende Person mit Hut</translation>
    </message>
    <message>
        <source>Live person with glasses</source>
        <translation>Lebende Person mit Brille</translation>
    </message>
    <message>
        <source>Live person, coming nearer</source>
        <translation>Lebende Person, kommt näher</translation>
    </message>
    <message>
        <source>Live person, other light</source>
        <translation>Lebende Person, anderes Licht</translation>
    </message>
    <message>
        <source>Live person, speaking</source>
        <translation>Lebende Person, spricht</translation>
    </message>
    <message>
        <source>Live person, turning</source>
        <translation>Lebende Person, dreht sich</translation>
    </message>
</context>
<context>
    <name>StepsModel</name>
    <message>
        <source>Presented</source>
        <translation>Vorgelegt</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>{title} (optional)</source>
        <translation>{title} (freiwillig)</translation>
    </message>
</context>
<context>
    <name>StepsTable</name>
    <message>
        <source>&amp;Add step</source>
        <translation>Schritt hinzu&amp;fügen</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>&amp;Verdoppeln</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ab</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Auf</translation>
    </message>
</context>
<context>
    <name>SubjectDesk</name>
    <message>
        <source>Look at the camera</source>
        <translation>Sehen Sie in die Kamera</translation>
    </message>
</context>
<context>
    <name>SubjectWindow</name>
    <message>
        <source>For the person before the camera</source>
        <translation>Für die Person vor der Kamera</translation>
    </message>
    <message>
        <source>Please wait.</source>
        <translation>Bitte warten.</translation>
    </message>
</context>
<context>
    <name>SummaryDesk</name>
    <message>
        <source>Open a dataset first</source>
        <translation>Öffnen Sie zuerst einen Datensatz</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Seite (*.html)</translation>
    </message>
    <message>
        <source>Report on the dataset</source>
        <translation>Bericht über den Datensatz</translation>
    </message>
    <message>
        <source>Report on {n} takes: {path}</source>
        <translation>Bericht über {n} Aufnahmen: {path}</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>Der Bericht wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>TakeFilter</name>
    <message>
        <source>Filter of the takes</source>
        <translation>Filter der Aufnahmen</translation>
    </message>
    <message>
        <source>Find duplicates</source>
        <translation>Doppelte finden</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget the saved filter</source>
        <translation>Den gemerkten Filter vergessen</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Kennzeichnung</translation>
    </message>
    <message>
        <source>Limits on score, duration, faces and losses</source>
        <translation>Grenzen für Score, Dauer, Gesichter und Verluste</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Problems first</source>
        <translation>Probleme zuerst</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save this filter under the name</source>
        <translation>Diesen Filter unter dem Namen merken</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Gemerkte Filter</translation>
    </message>
    <message>
        <source>Show limits on numbers</source>
        <translation>Grenzen für Zahlen zeigen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Text to look for</source>
        <translation>Text zum Suchen</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>every label</source>
        <translation>jede Kennzeichnung</translation>
    </message>
    <message>
        <source>every review</source>
        <translation>jede Prüfung</translation>
    </message>
    <message>
        <source>every state</source>
        <translation>jeder Zustand</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>not reviewed</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>gerettet</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>retake asked for</source>
        <translation>um Wiederholung gebeten</translation>
    </message>
    <message>
        <source>saved filter, or a name to save it</source>
        <translation>gemerkter Filter, oder ein Name zum Merken</translation>
    </message>
    <message>
        <source>subject, id, session, light…</source>
        <translation>Person, Kennung, Sitzung, Licht…</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>ersetzt</translation>
    </message>
    <message>
        <source>{shown} of {of}</source>
        <translation>{shown} von {of}</translation>
    </message>
</context>
<context>
    <name>TakeModel</name>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesicht</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Kennzeichnung</translation>
    </message>
    <message>
        <source>Score, nat</source>
        <translation>Score, nat</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>note: {text}</source>
        <translation>Notiz: {text}</translation>
    </message>
    <message>
        <source>superseded</source>
        <translation>ersetzt</translation>
    </message>
    <message>
        <source>{label}, subject {subject}: {id}, session {session}
score {score}, {dropped} frames dropped</source>
        <translation>{label}, Person {subject}: {id}, Sitzung {session}
Score {score}, {dropped} Bilder verloren</translation>
    </message>
</context>
<context>
    <name>TakeTable</name>
    <message>
        <source>No takes yet. Fill in the form, then press {key} to record.</source>
        <translation>Noch keine Aufnahmen. Füllen Sie das Formular aus und drücken Sie {key}.</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Aufnahmen</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Choose a take to see its course.</source>
        <translation>Wählen Sie eine Aufnahme, um ihren Verlauf zu sehen.</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitachse</translation>
    </message>
    <message>
        <source>abstains</source>
        <translation>enthält sich</translation>
    </message>
    <message>
        <source>frames are missing here</source>
        <translation>hier fehlen Bilder</translation>
    </message>
    <message>
        <source>{ms:.0f} ms, frame {row} of {count}</source>
        <translation>{ms:.0f} ms, Bild {row} von {count}</translation>
    </message>
</context>
<context>
    <name>TourDesk</name>
    <message>
        <source>A camera, a recording, or the demo camera, which renders a live head and attacks with known truth. Nothing leaves this computer.</source>
        <translation>Eine Kamera, eine Aufnahme oder die Demokamera, die einen lebenden Kopf und Angriffe mit bekannter Wahrheit zeigt. Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>A source</source>
        <translation>Eine Quelle</translation>
    </message>
    <message>
        <source>Calibrate finds thresholds and says how well they hold, Inspect shows why. No data yet? The File menu makes a sample dataset.</source>
        <translation>Kalibrieren findet Schwellen und sagt, wie gut sie halten, Prüfen zeigt warum. Noch keine Daten? Das Menü Datei legt einen Beispieldatensatz an.</translation>
    </message>
    <message>
        <source>Four maps, live. A signal that cannot know abstains and says why. Scores above 0 speak for a live person; they are uncalibrated until a profile is fitted to your own takes.</source>
        <translation>Vier Karten, live. Ein Signal, das nichts wissen kann, enthält sich und sagt warum. Scores über 0 sprechen für eine lebende Person; sie sind unkalibriert, bis ein Profil an Ihre eigenen Aufnahmen angepasst ist.</translation>
    </message>
    <message>
        <source>Pseudonyms only. Without a consent nothing is recorded; a new one is in the File menu. A protocol fills this in, step by step.</source>
        <translation>Nur Pseudonyme. Ohne Einwilligung wird nichts aufgenommen; eine neue ist im Menü Datei. Ein Protokoll füllt das aus, Schritt für Schritt.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Six cards show how to collect faces and attacks, and where to look. Skip them with Esc; the Help menu has them again.</source>
        <translation>Sechs Karten zeigen, wie man Gesichter und Angriffe sammelt und wohin man sieht. Esc überspringt sie; das Menü Hilfe hat sie wieder.</translation>
    </message>
    <message>
        <source>Space records and stops, Return goes on, Backspace records again. The light is red only while frames reach the disk.</source>
        <translation>Die Leertaste nimmt auf und hält an, Eingabe geht weiter, Rücktaste nimmt noch einmal auf. Das Licht ist nur rot, solange Bilder die Platte erreichen.</translation>
    </message>
    <message>
        <source>The other layouts</source>
        <translation>Die anderen Ansichten</translation>
    </message>
    <message>
        <source>Welcome to Liveness Studio</source>
        <translation>Willkommen bei Liveness Studio</translation>
    </message>
    <message>
        <source>What each signal sees</source>
        <translation>Was jedes Signal sieht</translation>
    </message>
    <message>
        <source>Who and what</source>
        <translation>Wer und was</translation>
    </message>
</context>
<context>
    <name>TourOverlay</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Skip the tour</source>
        <translation>Führung überspringen</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
</context>
<context>
    <name>TrainDesk</name>
    <message>
        <source>({low:.3f} to {high:.3f} over people)</source>
        <translation>({low:.3f} bis {high:.3f} über Personen)</translation>
    </message>
    <message>
        <source>A signal is being trained</source>
        <translation>Ein Signal wird gerade trainiert</translation>
    </message>
    <message>
        <source>No model was trained yet</source>
        <translation>Noch kein Modell wurde trainiert</translation>
    </message>
    <message>
        <source>The model could not be trained</source>
        <translation>Das Modell konnte nicht trainiert werden</translation>
    </message>
    <message>
        <source>The training was cancelled</source>
        <translation>Das Training wurde abgebrochen</translation>
    </message>
    <message>
        <source>There is no dataset to train on</source>
        <translation>Es gibt keinen Datensatz zum Trainieren</translation>
    </message>
    <message>
        <source>Training {signal}: {what}, {done} of {total}</source>
        <translation>{signal} wird trainiert: {what}, {done} von {total}</translation>
    </message>
    <message>
        <source>Training {signal}…</source>
        <translation>{signal} wird trainiert…</translation>
    </message>
    <message>
        <source>Use it now</source>
        <translation>Jetzt benutzen</translation>
    </message>
    <message>
        <source>choose a dataset folder first</source>
        <translation>wählen Sie zuerst einen Ordner</translation>
    </message>
    <message>
        <source>no model was written</source>
        <translation>kein Modell wurde geschrieben</translation>
    </message>
    <message>
        <source>on people held out: AUC {auc:.3f}</source>
        <translation>an zurückgehaltenen Personen: AUC {auc:.3f}</translation>
    </message>
    <message>
        <source>train a signal first</source>
        <translation>trainieren Sie zuerst ein Signal</translation>
    </message>
    <message>
        <source>wait, or cancel it</source>
        <translation>warten Sie oder brechen Sie ab</translation>
    </message>
    <message>
        <source>{signal} was trained: {path}</source>
        <translation>{signal} wurde trainiert: {path}</translation>
    </message>
</context>
<context>
    <name>TrainDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose the model file</source>
        <translation>Modelldatei wählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Model file</source>
        <translation>Modelldatei</translation>
    </message>
    <message>
        <source>Models (*.json)</source>
        <translation>Modelle (*.json)</translation>
    </message>
    <message>
        <source>One signal learns from the takes of this dataset, the others stay as they are. The figures come from people whom the model that judged them had not seen. Only takes whose consent allows training count.</source>
        <translation>Ein Signal lernt aus den Aufnahmen dieses Datensatzes, die anderen bleiben, wie sie sind. Die Zahlen stammen von Personen, die das beurteilte Modell nicht gesehen hatte. Nur Aufnahmen zählen, deren Einwilligung das Trainieren erlaubt.</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Train a signal</source>
        <translation>Ein Signal trainieren</translation>
    </message>
    <message>
        <source>{dataset}, {count} takes</source>
        <translation>{dataset}, {count} Aufnahmen</translation>
    </message>
</context>
<context>
    <name>Tuning</name>
    <message>
        <source>Scoring with other parameters</source>
        <translation>Wird mit anderen Parametern bewertet</translation>
    </message>
    <message>
        <source>change the parameters of {name}</source>
        <translation>Parameter von {name} ändern</translation>
    </message>
    <message>
        <source>{n} of {all} takes are scored with {told}; the others are not shown.</source>
        <translation>{n} von {all} Aufnahmen sind mit {told} bewertet; die anderen werden nicht gezeigt.</translation>
    </message>
</context>
<context>
    <name>VerifyDesk</name>
    <message>
        <source>Checking take {done} of {total}</source>
        <translation>Aufnahme {done} von {total} wird geprüft</translation>
    </message>
    <message>
        <source>Checking the dataset…</source>
        <translation>Der Datensatz wird geprüft…</translation>
    </message>
    <message>
        <source>Open a dataset first</source>
        <translation>Öffnen Sie zuerst einen Datensatz</translation>
    </message>
    <message>
        <source>The check was cancelled</source>
        <translation>Die Prüfung wurde abgebrochen</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Sound of the take</source>
        <translation>Ton der Aufnahme</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>Ton</translation>
    </message>
</context>
<context>
    <name>WhatIf</name>
    <message>
        <source>As in the fusion</source>
        <translation>Wie in der Fusion</translation>
    </message>
    <message>
        <source>Hear {name}</source>
        <translation>{name} hören</translation>
    </message>
    <message>
        <source>Set all weights back</source>
        <translation>Alle Gewichte zurücksetzen</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>Tried out, not fitted anew and in no profile: fit to keep a change.</source>
        <translation>Ausprobiert, nicht neu angepasst und in keinem Profil: Passen Sie an, um eine Änderung zu behalten.</translation>
    </message>
    <message>
        <source>Weight of {name} times</source>
        <translation>Gewicht von {name} mal</translation>
    </message>
    <message>
        <source>times</source>
        <translation>Zeiten</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
</context>
<context>
    <name>WithdrawDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>To erase, type</source>
        <translation>Zum Löschen tippen Sie</translation>
    </message>
    <message>
        <source>Type the subject to confirm the erasure</source>
        <translation>Tippen Sie die Person, um die Löschung zu bestätigen</translation>
    </message>
    <message>
        <source>With a withdrawn consent nothing more is recorded. Erasing removes every take of its subject, as presenter and as target and under whichever consent, with scores, exports and keys. There is no way back. Backups, and exports that were copied away, are not reached: delete them by hand.</source>
        <translation>Mit einer widerrufenen Einwilligung wird nichts mehr aufgenommen. Das Löschen entfernt jede Aufnahme der Person, als Vorlegende und als Ziel und unter welcher Einwilligung auch immer, mit Scores, Exporten und Schlüsseln. Es gibt keinen Weg zurück. Sicherungen und fortkopierte Exporte werden nicht erreicht: Löschen Sie sie von Hand.</translation>
    </message>
    <message>
        <source>Withdraw a consent</source>
        <translation>Einwilligung widerrufen</translation>
    </message>
    <message>
        <source>Withdraw and erase</source>
        <translation>Widerrufen und löschen</translation>
    </message>
    <message>
        <source>Withdraw and erase the subject</source>
        <translation>Widerrufen und die Person löschen</translation>
    </message>
    <message>
        <source>Withdraw and keep the takes</source>
        <translation>Widerrufen und die Aufnahmen behalten</translation>
    </message>
    <message>
        <source>Withdraw, keep takes</source>
        <translation>Widerrufen, Aufnahmen behalten</translation>
    </message>
    <message>
        <source>Would be erased</source>
        <translation>Würde gelöscht</translation>
    </message>
    <message>
        <source>counting...</source>
        <translation>wird gezählt...</translation>
    </message>
    <message>
        <source>the subject, as it stands above</source>
        <translation>die Person, wie sie oben steht</translation>
    </message>
</context>
<context>
    <name>_List</name>
    <message>
        <source>Write the pseudonyms of today's people below, in their order.</source>
        <translation>Unten die Pseudonyme der Personen von heute eintragen, in ihrer Reihenfolge.</translation>
    </message>
</context>
<context>
    <name>dialog</name>
    <message>
        <source>Consent text</source>
        <translation>Text der Einwilligung</translation>
    </message>
    <message>
        <source>Consent texts (*.toml)</source>
        <translation>Texte der Einwilligung (*.toml)</translation>
    </message>
</context>
<context>
    <name>self._page</name>
    <message>
        <source>Fitting</source>
        <translation>Wird angepasst</translation>
    </message>
    <message>
        <source>It was moved by hand: the error rates are measured anew at it, on the people who checked the fit.</source>
        <translation>Sie wurde von Hand verschoben: Die Fehlerraten werden an ihr neu gemessen, an den Personen, die die Anpassung prüften.</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Profile {id} is written to {path}</source>
        <translation>Profil {id} ist in {path} geschrieben</translation>
    </message>
    <message>
        <source>Profile {id}: threshold {threshold:.3f} nat, {rule}.</source>
        <translation>Profil {id}: Schwelle {threshold:.3f} nat, {rule}.</translation>
    </message>
    <message>
        <source>Profiles (*.json)</source>
        <translation>Profile (*.json)</translation>
    </message>
    <message>
        <source>checked on other people: APCER {apcer}; BPCER {bpcer}</source>
        <translation>an anderen Personen geprüft: APCER {apcer}; BPCER {bpcer}</translation>
    </message>
    <message>
        <source>its error rates do not hold here: fit it to these takes</source>
        <translation>seine Fehlerraten gelten hier nicht: passen Sie es an diese Aufnahmen an</translation>
    </message>
    <message>
        <source>profile {id}</source>
        <translation>Profil {id}</translation>
    </message>
    <message>
        <source>put the profile away</source>
        <translation>Profil weglegen</translation>
    </message>
    <message>
        <source>use the profile {id}</source>
        <translation>Profil {id} benutzen</translation>
    </message>
</context>
<context>
    <name>self.fix</name>
    <message>
        <source>Fix</source>
        <translation>Beheben</translation>
    </message>
    <message>
        <source>Fix: {title}</source>
        <translation>Beheben: {title}</translation>
    </message>
</context>
<context>
    <name>speaker</name>
    <message>
        <source>Checked on other people: APCER {apcer}; BPCER {bpcer}.</source>
        <translation>An anderen Personen geprüft: APCER {apcer}; BPCER {bpcer}.</translation>
    </message>
    <message>
        <source>Profile {id}: {rule} at {threshold:.3f} nat, fitted to {n} takes.</source>
        <translation>Profil {id}: {rule} bei {threshold:.3f} nat, an {n} Aufnahmen angepasst.</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>1.0 Turn slowly to the left</source>
        <translation>1.0 Drehen Sie sich langsam nach links</translation>
    </message>
    <message>
        <source>APCER, most</source>
        <translation>APCER, höchstens</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Attacks per live</source>
        <translation>Angriffe je Live</translation>
    </message>
    <message>
        <source>BPCER, most</source>
        <translation>BPCER, höchstens</translation>
    </message>
    <message>
        <source>Between takes</source>
        <translation>Zwischen Aufnahmen</translation>
    </message>
    <message>
        <source>Carried by</source>
        <translation>Getragen von</translation>
    </message>
    <message>
        <source>Clipped, most</source>
        <translation>Ausgefressen, höchstens</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Distances</source>
        <translation>Abstände</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Eyes apart, least</source>
        <translation>Augenabstand, mindestens</translation>
    </message>
    <message>
        <source>Face width, most</source>
        <translation>Gesichtsbreite, höchstens</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>Verstärkung</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Length of a take</source>
        <translation>Länge einer Aufnahme</translation>
    </message>
    <message>
        <source>Level, least</source>
        <translation>Helligkeit, mindestens</translation>
    </message>
    <message>
        <source>Level, most</source>
        <translation>Helligkeit, höchstens</translation>
    </message>
    <message>
        <source>Light steady for</source>
        <translation>Licht stetig seit</translation>
    </message>
    <message>
        <source>Lights</source>
        <translation>Lichter</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Lost in a row, most</source>
        <translation>Nacheinander verloren, höchstens</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>More are</source>
        <translation>Mehr sind</translation>
    </message>
    <message>
        <source>More from</source>
        <translation>Mehr ab</translation>
    </message>
    <message>
        <source>Nodded, most</source>
        <translation>Genickt, höchstens</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Freiwillig</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>PAI id</source>
        <translation>Kennung des PAI</translation>
    </message>
    <message>
        <source>PAIs</source>
        <translation>PAI</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>People and order</source>
        <translation>Personen und Reihenfolge</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Presentations</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Presented</source>
        <translation>Vorgelegt</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Ansagen</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Rate, least</source>
        <translation>Rate, mindestens</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Sharpness, least</source>
        <translation>Schärfe, mindestens</translation>
    </message>
    <message>
        <source>Side to side, most</source>
        <translation>Seite zu Seite, höchstens</translation>
    </message>
    <message>
        <source>Stop at</source>
        <translation>Anhalten bei</translation>
    </message>
    <message>
        <source>Stop rule</source>
        <translation>Haltregel</translation>
    </message>
    <message>
        <source>Tilted, most</source>
        <translation>Geneigt, höchstens</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Turned, most</source>
        <translation>Gedreht, höchstens</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Was getan wird</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>Woher</translation>
    </message>
    <message>
        <source>White balance</source>
        <translation>Weißabgleich</translation>
    </message>
    <message>
        <source>a hand</source>
        <translation>einer Hand</translation>
    </message>
    <message>
        <source>a stand</source>
        <translation>einem Ständer</translation>
    </message>
    <message>
        <source>a take waits for them</source>
        <translation>eine Aufnahme wartet auf sie</translation>
    </message>
    <message>
        <source>abstains</source>
        <translation>enthält sich</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>annehmen</translation>
    </message>
    <message>
        <source>accepts</source>
        <translation>Annahmen</translation>
    </message>
    <message>
        <source>as a part of 1: 0.15 is 15 %</source>
        <translation>als Teil von 1: 0.15 sind 15 %</translation>
    </message>
    <message>
        <source>as the person sits</source>
        <translation>wie die Person sitzt</translation>
    </message>
    <message>
        <source>as the room is</source>
        <translation>wie der Raum ist</translation>
    </message>
    <message>
        <source>as the steps stand</source>
        <translation>wie die Schritte stehen</translation>
    </message>
    <message>
        <source>at each of which it is repeated, with commas between</source>
        <translation>in jedem wird er wiederholt, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>attack</source>
        <translation>Angriff</translation>
    </message>
    <message>
        <source>attack takes between two of a live person</source>
        <translation>Angriffsaufnahmen zwischen zweien einer lebenden Person</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>bona fide</source>
        <translation>bona fide</translation>
    </message>
    <message>
        <source>drawn for each session</source>
        <translation>für jede Sitzung gezogen</translation>
    </message>
    <message>
        <source>fields without which the step does not begin</source>
        <translation>Felder, ohne die der Schritt nicht beginnt</translation>
    </message>
    <message>
        <source>for the estimate of hours</source>
        <translation>für die Schätzung der Stunden</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>how often one PAI is presented depends on how often it was accepted</source>
        <translation>wie oft ein PAI vorgelegt wird, hängt davon ab, wie oft es angenommen wurde</translation>
    </message>
    <message>
        <source>it is planned for</source>
        <translation>es ist geplant für</translation>
    </message>
    <message>
        <source>letters, digits, dots, hyphens; no spaces</source>
        <translation>Buchstaben, Ziffern, Punkte, Bindestriche; keine Leerzeichen</translation>
    </message>
    <message>
        <source>live: wait; attack: warn</source>
        <translation>live: warten; Angriff: warnen</translation>
    </message>
    <message>
        <source>locked at another value</source>
        <translation>bei einem anderen Wert fest</translation>
    </message>
    <message>
        <source>locked, as asked</source>
        <translation>fest, wie verlangt</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>neutral</translation>
    </message>
    <message>
        <source>no evidence yet</source>
        <translation>noch keine Belege</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>not locked by the studio</source>
        <translation>nicht vom Studio festgehalten</translation>
    </message>
    <message>
        <source>not locked: it moved by itself</source>
        <translation>nicht fest: es bewegte sich von selbst</translation>
    </message>
    <message>
        <source>not locked: still automatic</source>
        <translation>nicht fest: noch automatisch</translation>
    </message>
    <message>
        <source>not locked: the camera ignores it</source>
        <translation>nicht fest: die Kamera beachtet es nicht</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>nicht gesagt</translation>
    </message>
    <message>
        <source>of a random order; without one each session draws its own and keeps it</source>
        <translation>einer zufälligen Reihenfolge; ohne ihn zieht jede Sitzung ihren eigenen und behält ihn</translation>
    </message>
    <message>
        <source>of any species, as a part of 1: 0.05 is 5 %</source>
        <translation>jeder Art, als Teil von 1: 0.05 sind 5 %</translation>
    </message>
    <message>
        <source>one a line: seconds after the beginning, then the sentence</source>
        <translation>einer je Zeile: Sekunden nach dem Beginn, dann der Satz</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>Bedienung</translation>
    </message>
    <message>
        <source>physical objects of the species</source>
        <translation>Gegenstände der Art</translation>
    </message>
    <message>
        <source>random, seed kept</source>
        <translation>zufällig, Startwert behalten</translation>
    </message>
    <message>
        <source>random: operator, light and hour do not line up with the class</source>
        <translation>zufällig: Bedienung, Licht und Stunde fallen nicht mit der Klasse zusammen</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>ablehnen</translation>
    </message>
    <message>
        <source>site</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>sound is recorded with the take, where the consent covers it</source>
        <translation>Ton wird mit aufgenommen, wo die Einwilligung es erlaubt</translation>
    </message>
    <message>
        <source>steps in their own order</source>
        <translation>Schritte in ihrer eigenen Reihenfolge</translation>
    </message>
    <message>
        <source>takes per person, PAI and condition; a stop rule says how many itself</source>
        <translation>Aufnahmen je Person, PAI und Bedingung; eine Haltregel sagt selbst, wie viele</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>the drawing beside the title</source>
        <translation>die Zeichnung neben dem Titel</translation>
    </message>
    <message>
        <source>the protocol is complete without it</source>
        <translation>das Protokoll ist ohne ihn vollständig</translation>
    </message>
    <message>
        <source>they only warn</source>
        <translation>sie warnen nur</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>unentschieden</translation>
    </message>
    <message>
        <source>under each of which it is repeated, with commas between</source>
        <translation>unter jedem wird er wiederholt, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>what carries the PAI</source>
        <translation>was das PAI trägt</translation>
    </message>
    <message>
        <source>what operator and subject do</source>
        <translation>was Bedienung und Person tun</translation>
    </message>
    <message>
        <source>what the operator reads from a distance</source>
        <translation>was die Bedienung von weitem liest</translation>
    </message>
    <message>
        <source>where the figures come from</source>
        <translation>woher die Zahlen stammen</translation>
    </message>
    <message>
        <source>worn</source>
        <translation>getragen</translation>
    </message>
    <message>
        <source>{h} h {m:02d} min</source>
        <translation>{h} Std. {m:02d} Min.</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} Min.</translation>
    </message>
    <message>
        <source>{m} min {s:02d} s</source>
        <translation>{m} Min. {s:02d} s</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} s</translation>
    </message>
</context>
</TS>
