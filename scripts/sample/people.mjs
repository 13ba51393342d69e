/**
 * Invented people of an invented village. Any likeness is chance. Each line: first name, last name, and what they like to be
 * called where that differs. The order matters only for the officers named in `make-sample.mjs`.
 */
const NAMES = `
Siân|Prosser
Imran|Chaudhry
Margaret|Ellison|Maggie
Tomasz|Zieliński|Tom
Adaeze|Okonkwo|Ada
Ravi|Menon
Bethan|Vaughan|Beth
Derek|Hollis
Gwenllian|Pugh|Gwen
Rhodri|Llewellyn
Eleri|Bebb
Iolo|Gethin
Carys|Penry
Emrys|Hopkin
Nerys|Trahearne
Dafydd|Mostyn|Dai
Angharad|Beynon
Priya|Nair
Sunita|Bhatt
Harpreet|Gill
Gurdeep|Sandhu
Farah|Siddiqui
Yusuf|Qureshi
Nasreen|Malik
Anwar|Hussain
Meera|Iyer
Sanjay|Kulkarni
Lakshmi|Raghunathan|Lucky
Rashida|Begum
Shafiqul|Miah|Shaf
Thilini|Perera
Kamala|Gurung
Bikash|Thapa
Chinedu|Eze
Folasade|Adeyemi|Sade
Kwame|Mensah
Abena|Owusu
Amadou|Diallo
Wanjiru|Kamau
Tendai|Moyo
Rutendo|Chikafu
Selam|Tesfaye
Abdirahman|Warsame|Abdi
Hodan|Farah
Grace|Nakato
Agnieszka|Kowalczyk|Aga
Piotr|Wójcik
Zofia|Mazur
Krzysztof|Baran|Kris
Danuta|Sikora
Rūta|Kazlauskas
Ionuț|Munteanu
Elena|Dragomir
Svitlana|Kovalenko
Oksana|Bondar
Mei|Tsang
Wing-Yan|Lau|Winnie
Li|Huang
Linh|Phạm
Analyn|Reyes
Jerome|Baptiste
Delroy|Bramwell
Marcia|Fontaine
Winston|Garrick
Yolanda|Francis
Leyla|Demir
Cemal|Aydın
Nikos|Andreou
Eleni|Christodoulou
Rosa|Ferreira
João|Teixeira
Mariam|Haddad
Karim|Nassar
Shirin|Moradi
Dervla|Kinsella
Fergus|Mulhern
Aoife|Brannigan
Niall|Scully
Morag|Kinnaird
Hamish|Dalgleish
Isla|Petrie
Dorothy|Birtles|Dot
Harold|Tunnicliffe|Harry
Beryl|Ackroyd
Kenneth|Shipley|Ken
Maureen|Duckworth|Mo
Alan|Pickersgill
Pauline|Threlfall
Brian|Ormerod
Sheila|Entwhistle
Raymond|Catterall|Ray
Jean|Halliwell
Trevor|Wigglesworth
Sandra|Postlethwaite|Sandy
Keith|Ramsbottom
Barbara|Nuttall|Babs
Graham|Eastwood
Christine|Fairhurst|Chris
Malcolm|Holroyd
Jacqueline|Sowerby|Jackie
Philip|Attenborrow|Phil
Hilary|Wrenfield
Rosemary|Quayle
Gerald|Staunton|Gerry
Deborah|Lockwood|Debs
Stephen|Marchbank|Steve
Joanne|Tibbs|Jo
Matthew|Copeland|Matt
Rebecca|Swales|Becky
Oliver|Penhallow|Ollie
Charlotte|Bagshaw|Lottie
Jack|Ruddock
Emily|Haythorn
Noah|Fenwright
Jessica|Drewery|Jess
Callum|Brocklesby
Katherine|Underhill|Kate
Jonathan|Barlow|Jon
John|Barlow
Peter|Yaxley
`

export const names = NAMES.trim()
  .split('\n')
  .map((line) => {
    const [givenName, familyName, addressAs] = line.split('|')
    return { givenName, familyName, ...(addressAs ? { addressAs } : {}) }
  })

/** Invented streets of the village, with one invented postcode each. ZZ99 is given to no place. */
export const streets = [
  { name: 'Thrush Lane', postcode: 'ZZ99 4TL', houses: 62 },
  { name: 'Fuller’s Yard', postcode: 'ZZ99 4FY', houses: 14 },
  { name: 'Beck Terrace', postcode: 'ZZ99 4BT', houses: 38 },
  { name: 'Bakehouse Row', postcode: 'ZZ99 4BR', houses: 22 },
  { name: 'Linnet Way', postcode: 'ZZ99 5LW', houses: 54 },
  { name: 'Weir Cottages', postcode: 'ZZ99 4WC', houses: 9 },
  { name: 'Old Tannery Road', postcode: 'ZZ99 5TR', houses: 71 },
  { name: 'Damson Close', postcode: 'ZZ99 5DC', houses: 28 },
  { name: 'The Upper Green', postcode: 'ZZ99 4UG', houses: 17 },
  { name: 'Sheepwash Hill', postcode: 'ZZ99 5SH', houses: 33 },
]

/** Named houses instead of numbers, used now and then. */
export const houseNames = ['Rook House', 'The Old Dairy', 'Lantern Cottage', 'Fieldfare', 'Quince Barn']

export const tags = [
  'hall rota',
  'newsletter round',
  'gardening',
  'litter pick',
  'first aider',
  'key holder',
  'driver',
  'baker',
  'walking group',
  'IT help',
  'Welsh speaker',
  'Wednesday café',
]

export const notes = [
  'Prefers a phone call after six.',
  'Can lend a gazebo and two trestle tables.',
  'Has a set of keys to the hall cupboard.',
  'Works shifts: weekends are best.',
  'Happy to drive people to meetings.',
  'Plays the accordion at the summer fair.',
  'Would like large print for anything on paper.',
  'Ask about the old photographs of the mill.',
  'Offered to help with the accounts.',
  'Speaks Polish and can translate the newsletter.',
  'Speaks Punjabi and Urdu and will interpret at meetings.',
  'Met at the plant swap; keen on the orchard.',
]

export const heard = [
  'Newsletter',
  'A neighbour',
  'Noticeboard',
  'Plant swap',
  'School gate',
  'The Fiddler’s Rest',
  'Website',
]
