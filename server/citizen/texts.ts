import type { Language } from "./language.ts";

/**
 * Every word of the citizen's pages that does not come from a survey definition or a unit. `{…}` are values. A sentence
 * about data must be true of this program: change the two together.
 */
const indonesian = {
  "page.other-language": "English",
  "page.product": "Suara Loket",
  "page.title": "Survei {unit}",
  "page.wrong-title": "Ada yang belum lengkap: {title}",

  "opening.title": "Bagaimana pelayanan tadi?",
  "opening.lead": "{count} pertanyaan, tanpa nama. Petugas loket tidak dapat melihat jawaban Anda satu per satu.",
  "opening.without-script": "Sebelum mengisi, buka {link}, supaya jawaban Anda tidak tercatat dua kali bila terkirim dua kali.",
  "opening.without-script-link": "halaman untuk ponsel lama",

  "privacy.title": "Apa yang kami simpan",
  "privacy.purpose":
    "{unit} mengumpulkan jawaban ini untuk memperbaiki pelayanan dan menghitung indeks kepuasan. Anda boleh berhenti kapan saja; jawaban baru terkirim setelah Anda menekan Kirim jawaban.",
  "privacy.kept":
    "Yang disimpan: jawaban dan alasannya, saran, loket, layanan, tanggal, pagi atau siang, apakah Anda dibantu mengisi, dan isian tentang Anda. Nama, NIK, nomor telepon, dan alamat internet ponsel Anda tidak kami minta dan tidak kami simpan.",
  "privacy.readers":
    "Pengelola unit membaca gabungan jawaban banyak orang dan dapat mengunduh nilai tanpa nama. Saran dan alasan dibaca terpisah dari nilai.",
  "privacy.day":
    "Kiriman ulang dikenali dari tandanya dan tidak dihitung dua kali; kaitan tanda itu dengan jawaban dihapus saat hari berganti. Karena tanpa nama, jawaban yang sudah terkirim tidak dapat kami carikan kembali.",
  "privacy.contact": "Pertanyaan tentang data: {contact}",

  "question.place": "{number} dari {total}",
  "why.label": "Apa yang kurang? (boleh dilewati)",

  "service.label": "Layanan yang Anda terima",
  "service.choose": "Pilih layanan",
  "about.title": "Tentang Anda",
  "about.lead":
    "Bagian ini boleh dilewati. Kami menanyakannya supaya tahu apakah pelayanan terasa sama baiknya bagi semua orang.",
  "about.declined": "Tidak ingin menyebutkan",
  "assisted.label": "Saya dibantu mengisi",
  "assisted.hint": "Sebutkan jawaban Anda sendiri. Siapa pun yang membantu tidak boleh memilihkan.",
  "comment.label": "Saran (boleh kosong)",
  "comment.hint":
    "Tulis tanpa nama atau nomor siapa pun. Kotak ini bukan saluran pengaduan; agar keluhan Anda dijawab, sampaikan lewat SP4N-LAPOR! di www.lapor.go.id.",
  "trap.label": "Situs web (biarkan kosong)",
  "form.send": "Kirim jawaban",

  "wrong.title": "Ada {count} isian yang perlu dilengkapi",
  "wrong.kept": "Jawaban Anda yang lain masih ada di halaman ini.",
  "wrong.missing": "Pilih satu jawaban untuk pertanyaan {number}, {name}.",
  "wrong.not-an-answer": "Pilih lagi satu jawaban untuk pertanyaan {number}, {name}; yang terkirim tidak dikenali.",
  "wrong.service-missing": "Pilih layanan yang Anda terima.",
  "wrong.service": "Pilih lagi layanan yang Anda terima; pilihan tadi sudah tidak tersedia.",
  "wrong.profile": "Pilih lagi {name}, atau pilih Tidak ingin menyebutkan.",
  "wrong.comment-long": "Pendekkan saran Anda; paling banyak {limit} huruf.",
  "wrong.field": "Isi lagi bagian ini sekali saja.",
  "wrong.trap": "Kosongkan kotak Situs web. Kotak itu hanya untuk mengenali pengisi otomatis.",
  "wrong.key": "Tanda kiriman halaman ini rusak dan sudah kami ganti. Tekan Kirim jawaban sekali lagi.",

  "fault.our":
    "Maaf, ada gangguan di pihak kami. Jawaban Anda belum terkirim dan masih ada di halaman ini. Tunggu sebentar, lalu tekan Kirim jawaban lagi.",

  "steps.back": "Kembali",
  "steps.next": "Lanjut",
  "steps.review": "Periksa jawaban",
  "steps.review-lead": "Belum terkirim. Periksa sebentar, isi bagian di bawahnya, lalu tekan Kirim jawaban.",
  "steps.change": "Ubah",
  "steps.sending": "Mengirim…",
  "steps.unsent": "Jawaban belum terkirim, masih ada di halaman ini. Tunggu sampai ada sambungan, lalu tekan Kirim jawaban lagi.",
  "steps.waiting": "Menunggu sambungan",
  "steps.since": "Jawaban Anda ada di ponsel ini sejak {time}. Jawaban terkirim begitu ada sambungan dan halaman ini terbuka.",
  "steps.again": "Coba kirim sekarang",
  "steps.drop": "Hapus dari ponsel ini",
  "steps.sent": "Jawaban tadi sudah kami terima. Formulir ini kosong lagi, untuk kunjungan lain.",

  "thanks.page": "Terima kasih",
  "thanks.title": "Terima kasih. Jawaban Anda sudah kami terima.",
  "thanks.date": "Diterima {date}",
  "thanks.done": "Tidak perlu mengirim lagi. Halaman ini boleh ditutup.",
  "thanks.late":
    "Survei periode saat Anda mengisinya sudah ditutup sebelum jawaban ini sampai. Kami menyimpannya dan mencatatnya sebagai jawaban terlambat; hasil yang sudah ditutup tidak berubah karenanya. Saran Anda tetap kami kumpulkan bersama saran lain.",
  "thanks.results": "Hasil survei unit ini",
  "thanks.receipt": "Tanda terima Anda",
  "thanks.receipt-why":
    "Catat atau foto bila Anda ingin memeriksa nanti bahwa jawaban Anda ikut dihitung. Tanda ini tidak memuat isi jawaban Anda.",
  "thanks.receipt-where": "Periksa tanda terima",
  "thanks.kiosk": "Layar ini kembali ke awal sendiri sebentar lagi.",
  "thanks.next": "Mulai untuk orang berikutnya",
  "thanks.complaint": "Perlu jawaban atas keluhan Anda?",
  "thanks.complaint-where": "Sampaikan lewat SP4N-LAPOR! di www.lapor.go.id.",

  "code.label": "Kode di poster",
  "code.open": "Buka survei",
  "start.title": "Isi survei",
  "start.lead": "Ketik kode yang tertulis di bawah gambar QR pada poster loket.",
  "start.staff": "Petugas dan pengelola: masuk di sini",
  "unknown.title": "Kode ini tidak kami kenali",
  "unknown.lead": "Mungkin posternya sudah lama atau ada huruf yang tertukar. Coba ketik ulang, atau tanyakan ke meja informasi.",
  "empty.title": "Survei di loket ini belum siap",
  "empty.lead": "Pertanyaannya belum dipasang. Tanyakan ke meja informasi, atau coba lagi nanti.",
  "closed.title": "Survei di loket ini sudah ditutup",
  "closed.lead":
    "Survei ini dihentikan sejak {date}. Ada keluhan atau saran? Sampaikan ke meja informasi, atau lewat SP4N-LAPOR! di www.lapor.go.id.",
  "closed.contact": "Kontak {unit}: {contact}",
  "period-closed.title": "Survei periode ini sudah ditutup",
  "period-closed.lead":
    "Jawaban untuk periode ini sudah dihitung, jadi yang baru belum dapat diterima. Survei dibuka lagi pada {date}. Ada keluhan atau saran? Sampaikan ke meja informasi, atau lewat SP4N-LAPOR! di www.lapor.go.id.",
  "conflict.title": "Jawaban pertama Anda sudah kami terima",
  "conflict.lead":
    "Halaman ini sudah pernah dikirim, dan jawaban yang pertama itulah yang kami hitung. Perubahan sesudahnya tidak disimpan. Tidak perlu mengirim lagi.",
  "conflict.again": "Isi untuk kunjungan lain",
  "busy.title": "Sedang sangat ramai",
  "busy.lead":
    "Jawaban Anda belum terkirim. Tunggu sebentar, lalu muat ulang halaman ini dan setujui bila ditanya untuk mengirim ulang; isian Anda ikut terkirim.",
  "busy.in-page":
    "Sedang sangat ramai. Jawaban Anda belum terkirim dan masih ada di halaman ini. Tunggu sebentar, lalu tekan Kirim jawaban lagi.",
  "unreadable.title": "Kiriman tidak dapat dibaca",
  "unreadable.lead": "Jawaban Anda belum kami terima. Kembali ke halaman tadi, lalu kirim lewat tombol Kirim jawaban.",
  "too-large.lead":
    "Kiriman terlalu panjang dan belum kami terima. Kembali ke halaman tadi, pendekkan saran Anda, lalu kirim lagi.",
  "notice.back": "Buka formulir",
} as const;

export type TextKey = keyof typeof indonesian;

const english: Readonly<Record<TextKey, string>> = {
  "page.other-language": "Bahasa Indonesia",
  "page.product": "Suara Loket",
  "page.title": "{unit} survey",
  "page.wrong-title": "Something is missing: {title}",

  "opening.title": "How was the service?",
  "opening.lead": "{count} questions, no name. Counter staff cannot see your answers one by one.",
  "opening.without-script": "Before you start, open {link}, so that your answers are not recorded twice if they are sent twice.",
  "opening.without-script-link": "the page for older phones",

  "privacy.title": "What we keep",
  "privacy.purpose":
    "{unit} collects these answers to improve its service and to compute its satisfaction index. You may stop at any time; nothing is sent until you press Send answers.",
  "privacy.kept":
    "We keep: your answers and reasons, your suggestion, the counter, the service, the date, morning or afternoon, whether you were helped, and what you say about yourself. We neither ask for nor keep your name, NIK, phone number or the internet address of your phone.",
  "privacy.readers":
    "The managers of the office read the answers of many people together and can download scores without names. Suggestions and reasons are read apart from the scores.",
  "privacy.day":
    "A form sent again is known by its mark and not counted twice; what ties the mark to your answers is erased when the day ends. As there is no name, we cannot find an answer again for you once it is sent.",
  "privacy.contact": "Questions about the data: {contact}",

  "question.place": "{number} of {total}",
  "why.label": "What was lacking? (optional)",

  "service.label": "The service you received",
  "service.choose": "Choose a service",
  "about.title": "About you",
  "about.lead": "You may skip this part. We ask so that we know whether the service feels equally good to everyone.",
  "about.declined": "Prefer not to say",
  "assisted.label": "Someone helped me fill this in",
  "assisted.hint": "Say your own answers. Whoever helps you must not choose for you.",
  "comment.label": "Suggestion (may be left empty)",
  "comment.hint":
    "Please write no names or numbers. This box is not for complaints; to have a complaint answered, use SP4N-LAPOR! at www.lapor.go.id.",
  "trap.label": "Website (leave empty)",
  "form.send": "Send answers",

  "wrong.title": "Still to complete: {count}",
  "wrong.kept": "Your other answers are still on this page.",
  "wrong.missing": "Choose one answer for question {number}, {name}.",
  "wrong.not-an-answer": "Choose one answer again for question {number}, {name}; what arrived was not one of them.",
  "wrong.service-missing": "Choose the service you received.",
  "wrong.service": "Choose the service you received again; that choice is no longer offered.",
  "wrong.profile": "Choose again for {name}, or choose Prefer not to say.",
  "wrong.comment-long": "Shorten your suggestion; at most {limit} characters.",
  "wrong.field": "Fill in this part again, once only.",
  "wrong.trap": "Empty the Website box. It is only there to recognise automatic form fillers.",
  "wrong.key": "The mark of this page was damaged and we have replaced it. Press Send answers once more.",

  "fault.our":
    "Sorry, something went wrong on our side. Your answers have not been sent and are still on this page. Wait a moment, then press Send answers again.",

  "steps.back": "Back",
  "steps.next": "Next",
  "steps.review": "Check your answers",
  "steps.review-lead": "Nothing has been sent yet. Have a look, fill in the part below, then press Send answers.",
  "steps.change": "Change",
  "steps.sending": "Sending…",
  "steps.unsent":
    "Your answers have not been sent, they are still on this page. Wait until you have a connection, then press Send answers again.",
  "steps.waiting": "Waiting for a connection",
  "steps.since":
    "Your answers have been on this phone since {time}. They are sent as soon as there is a connection and this page is open.",
  "steps.again": "Try to send now",
  "steps.drop": "Delete from this phone",
  "steps.sent": "We have received your earlier answers. The form below is empty, for another visit.",

  "thanks.page": "Thank you",
  "thanks.title": "Thank you. We have received your answers.",
  "thanks.date": "Received {date}",
  "thanks.done": "There is no need to send them again. You may close this page.",
  "thanks.late":
    "The survey of the period in which you answered was closed before these answers arrived. We keep them and note them as late answers; the closed results do not change. What you wrote in your own words still goes in with what others wrote.",
  "thanks.results": "Results of this unit's surveys",
  "thanks.receipt": "Your receipt",
  "thanks.receipt-why":
    "Note it down or take a picture if you want to check later that your answers are counted. It does not hold what you answered.",
  "thanks.receipt-where": "Check a receipt",
  "thanks.kiosk": "This screen goes back to the start by itself in a moment.",
  "thanks.next": "Start for the next person",
  "thanks.complaint": "Do you need an answer to a complaint?",
  "thanks.complaint-where": "Use SP4N-LAPOR! at www.lapor.go.id.",

  "code.label": "Code on the poster",
  "code.open": "Open the survey",
  "start.title": "Fill in a survey",
  "start.lead": "Type the code that stands under the QR picture on the poster at the counter.",
  "start.staff": "Staff and managers: sign in here (in Indonesian)",
  "unknown.title": "We do not know this code",
  "unknown.lead": "The poster may be an old one, or letters may be mixed up. Type it again, or ask at the information desk.",
  "empty.title": "The survey at this counter is not ready yet",
  "empty.lead": "Its questions are not set up. Ask at the information desk, or try again later.",
  "closed.title": "The survey at this counter is closed",
  "closed.lead":
    "This survey stopped on {date}. A complaint or a suggestion? Tell the information desk, or use SP4N-LAPOR! at www.lapor.go.id.",
  "closed.contact": "Contact of {unit}: {contact}",
  "period-closed.title": "The survey of this period is closed",
  "period-closed.lead":
    "The answers of this period have been counted, so new ones cannot be taken yet. The survey opens again on {date}. A complaint or a suggestion? Tell the information desk, or use SP4N-LAPOR! at www.lapor.go.id.",
  "conflict.title": "We already have your first answers",
  "conflict.lead":
    "This page was sent before, and we count those first answers. Later changes are not kept. There is no need to send again.",
  "conflict.again": "Fill in for another visit",
  "busy.title": "Very busy right now",
  "busy.lead":
    "Your answers have not been sent. Wait a moment, then reload this page and agree if you are asked to send again; your answers go with it.",
  "busy.in-page":
    "Very busy right now. Your answers have not been sent and are still on this page. Wait a moment, then press Send answers again.",
  "unreadable.title": "What arrived could not be read",
  "unreadable.lead": "We have not received your answers. Go back to the page before and send with the Send answers button.",
  "too-large.lead":
    "What arrived was too long and was not kept. Go back to the page before, shorten your suggestion and send again.",
  "notice.back": "Open the form",
};

const DICTIONARY: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { id: indonesian, en: english };

/** Looks up the words of one language and fills in the values. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export function sayIn(language: Language): Say {
  return (key, values = {}) =>
    DICTIONARY[language][key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));
}

/** For the test that looks for missing and unused words. */
export function textKeys(): readonly TextKey[] {
  return Object.keys(indonesian) as TextKey[];
}
