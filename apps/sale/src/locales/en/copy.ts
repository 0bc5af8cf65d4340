/** The second copy of pending tickets, and tickets that travel in a file. */
export const copy = {
  title: 'Second copy',
  fileType: 'Barra tickets',
  none: {
    short: 'Not chosen',
    text: 'Choose a file, best on a USB stick: each unsent sale is written there too. If this computer fails, another terminal imports the file.',
  },
  unsupported: {
    short: 'By hand',
    text: 'This browser cannot write a file by itself. Export what is pending now and then, and always when you close the shift.',
  },
  not_permitted: {
    short: 'Needs permission',
    text: 'Since the page was opened, the browser waits for permission to go on writing to {file}.',
  },
  failing: {
    short: 'Failing',
    text: 'Cannot write to {file}: {reason}. Selling goes on. See that the USB stick is in, or choose another file.',
  },
  up_to_date: {
    short: 'Up to date',
    at: 'Up to date, {time}',
    text: 'Each unsent sale is written to {file} too.',
  },
  choose: 'Choose the file',
  chooseOther: 'Choose another file',
  chooseText: 'Always give it a new name: a file that exists is emptied',
  choosing: 'Opening the file…',
  goOn: 'Go on with a file that exists',
  goOnText: 'Keeps what is in it; sales that are not here are offered for import',
  permit: 'Let it go on writing',
  permitting: 'Asking for permission…',
  permitText: 'The browser asks once each time it is opened',
  forget: 'Stop copying',
  forgetting: 'One moment…',
  forgetText: 'The file stays as it is',
  failed: {
    choose: 'That file cannot be used. Try another folder.',
    goOn: 'That file cannot be opened, and was not touched. Try again or another one.',
    notACopy: 'That file is no copy of Barra’s, and was not touched.',
    permit: 'The browser did not give the permission. Try again or choose another file.',
    forget: 'The copying could not be stopped: it is as it was. Try again.',
  },
  export: 'Export pending',
  exportShort: 'Export',
  exporting: 'Exporting…',
  exportText:
    'Downloads a file; nothing waits now | Downloads a file with the ticket that waits | Downloads a file with the {count} tickets that wait',
  exported: 'There were no tickets to export | 1 ticket exported to Downloads | {count} tickets exported to Downloads',
  exportFailed: 'The tickets could not be exported. See that the disk has room, and try again.',
  import: 'Import tickets',
  importShort: 'Import',
  importing: 'Importing…',
  reading: 'Reading…',
  take: 'Nothing to import | Import the ticket | Import the {count} tickets',
  takeText: 'What is here already is not repeated',
  leave: 'Do not import',
  done: 'Done',
  unreadable: 'That file could not be read.',
  unpaired:
    'No unsent tickets. | This terminal has 1 unsent ticket. It is sent once you pair it again, or from another terminal with the file. | This terminal has {count} unsent tickets. They are sent once you pair it again, or from another terminal with the file.',
  file: {
    empty: 'There is no Barra ticket in {file}.',
    training:
      '{file} would mix practice and sales: what was sold in training is not imported at a real terminal, nor the other way round.',
    someTraining: 'It also holds what was sold in training, or the other way round: that is not imported.',
    holds:
      '{file} holds no tickets. | {file} holds 1 ticket of {from}, {amount}. | {file} holds {count} tickets of {from}, {amount}.',
    unknownTerminal: 'an unpaired terminal',
    otherServer:
      'It was written for another server, {server}. If it is another club’s, do not import it: the server here would refuse it or charge the wrong people.',
    newer: 'A later version of Barra wrote it: something may be missing. Update this terminal before you import.',
    damaged: 'What it holds makes no sense: it is damaged or something else. Try another copy.',
    badLines:
      'All of it can be read. | Line {lines} makes no sense and is left out; the others are imported. | {count} lines make no sense and are left out ({lines}); the others are imported.',
  },
  result: {
    title: 'Import done',
    added: 'No new ticket | 1 ticket added | {count} tickets added',
    updated:
      'none brought up to date | 1 brought up to date with what was decided elsewhere | {count} brought up to date with what was decided elsewhere',
    known: 'none repeated | 1 was here already | {count} were here already',
    alreadySent: 'none sent before | 1 had been sent before | {count} had been sent before',
    failed: 'The disk did not take them all. Make room and import again: it goes on from there and repeats nothing.',
  },
}
