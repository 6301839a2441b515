/**
 * How participants write: each line is one meaning, `standard form: spellings`. A spelling is one token after
 * `fold` (lower case, no accents, stretched letters shortened). The standard form may be several words.
 * The list is the project's own; words that mean something else here (jht, apk, kk, pu, asik) stay as they are, and cs is a person at the desk.
 */
export const slang = `
tidak: ga gak gk g ngga nggak ngak nga gga gaa gag gaak kaga kagak kgk kg kgak gakk engga enggak engak enga tak tdk tida tdak tidk tdx tdka tidka ndak ndk nda dak ora ra ogak gaada mboten mboteun teu henteu hnteu indak ogah ndakk tda ntidak tidaak gx kga kagag kgag gtw nggk ngg ngk nggakk kagaa enggk gax guak
bukan: bkn bukn dudu sanes lain bukannya bkan bukanya
belum: blm blom blum belom blon blun blu belon durung during durong acan acn blmn beloman belm blem tacan
sudah: udh udah dah sdh sudh suda uda ud dh wis wes uwis uwes wus sampun geus atos tos udha suadah sudab udag syudah udaah udahh sdah sudaj sdha shudah
bisa: bs bsa biza bza isa iso saget tiasa bsaa bia bisaa bsia vis bsk1 bisah bise bis saged
tidak bisa: gabisa gabs gkbs gbs gbsa gakbisa gkbisa ngabisa gbisa gabsa gabisaa tdkbisa tdkbs raiso raisa nggabisa kagabisa gakbs gakiso tidakbisa tdakbisa teubisa nggakbisa kgbisa
tidak ada: gada gkada gakada gaono raono tdkada ngada gaade
tidak mau: gamau gamao gakmau gkmau ngamau
tidak tahu: gatau gatauu gktau gaktau gtau gatw gataw ngatau gaktahu teuapal
tidak jelas: gajelas gaje gakjelas gajls
tidak usah: gausah gakusah gosah
tidak masuk: gamasuk gakmasuk gkmasuk
tidak muncul: gamuncul gakmuncul
tidak bisa masuk: gabisamasuk gabisalogin
tidak ketemu: gaketemu
bagaimana: gmn gmna gimana gimna gmana gimane bgmn bgmna gimanaa kepriye piye pie pye priben kumaha kmaha gimn bagaimna bgaimana gemana gimanasih ginmana gaimana bagemana gmnaa bagaimane
kenapa: knp knpa kenap knapa napa ngapa nape kenape mengapa kok ko kq koq ngopo nopo kunaon knaon napah kenafa ngapain kenpa kanapa napasih kenapah dekna kenapaa why knapaa mangapo
apa: ap apaan apah opo apo naon apasih pa apakh apkh ape
apakah: apkah apaka
siapa: sp sapa siapakah sopo saha sape
kapan: kpn kapankah iraha kapann
berapa: brp brapa brpa pira piro sabaraha berape brape berapakah
mana: mn endi mane
dimana: dmn dmna dimna dimane nangndi
di: d nang neng ning
saya: sy sya aq aku ak gue gua gw gwe kulo kula inyong abdi urang awak ane ana sayah q syaa sayaa saiya syah ulun ambo ambe aye says sayq sauya sya2
kamu: km kmu lu lo loe elu anda kau sampeyan kowe kon
dia: die doi
kami: kmi
kita: kt kite
orang: org orng wong jalma jelema
orang tua: ortu
bapak: pak bpk bapa ayah babeh bokap
ibu: bu ibuk emak mak nyokap mamak
suami: swami
istri: bini istriku isteri
admin: min mimin atmin admint minn adminn
kakak: kak ka kakk
mas: maz
dengan: dgn dg dngan dngn dgan sareng karo mbek dengn
dan: n dn lan
untuk: utk untk buat bwt bt kanggo kangge utuk tuk unt untik
yang: yg yng sing yag yangg iang nu yanh ygg
karena: krn krna karna gara2 gegara soale soalnya mergo krena lantaran dikarenakan karenakan
dari: dr dri soko saking ti
ke: k
pada: pd
kalau: kl klo kalo klu lek yen nek mun lamun kaloo klw kalu kalok
tetapi: tp tpi tapi tpii tapii nanging
padahal: pdhl pdhal padhl pdahal padahl pdhall padhal padah padal
atau: ato ataw utawi
juga: jg jga jugak juge ge oge ugi
saja: aja aj ajah ae wae sj sja bae aza ajaa ajh
cuma: cuman cma cmn cumak hanya hny hnya doang doank
sama: sm sma ama samaa
seperti: spt kyk kayak kaya kek kyak kaia koyok koyo siga spti sprti macam
sekarang: skrg skrang skr skg skrng saiki ayeuna sekrang sekarng skrag skarang skarng sekrng
kemarin: kmrn kmren kemaren wingi kamari kmaren kmarin kemarenn kemrin
besok: bsk bsok besuk sesuk isukan
tadi: td tdi
nanti: nnti ntar entar ntr mengko engke nti
lama: lma lm suwe lami lamaa laama kelamaan berlama
terus: trus trs truss teruss terusterusan tros trus2an teruus terus2an mulu melulu molo muluk muluu mulur
sampai: smp sampe smpe smpai ampe nepi dugi smpek sampek sampeh nyampe
makin: mkin semakin
tipe: type
oppo: opponya
setiap: tiap tip tiap2 setiaap saben unggal stiap stp kesekian
setelah: stlh stelah bis2 sehabis sesudah sudahnya bada bar saenggeus setlah stelh stlah setalah seteleh
sebelum: sblm sblum seblum sebelom sbelum
hari: hr hri berhari perhari
minggu: mggu mgg
bulan: bln wulan blan
tahun: thn taun th tahn
jam: jm
hari ini: hariini
baru: bru anyar br
lagi: lg lgi maning meneh deui lagii lgii kmbli
masih: msh masi msih mash isih keneh
mau: mo mao arep pengen pgn pngn ingin pingin hoyong hayang kepengen pengin pen mauu hendak nak kepingin mw mnau
harus: hrs kudu mesti musti hrus kedah harua diharuskan
jangan: jgn jngn ojo ulah jgan
coba: cobain nyoba mencoba dicoba dicobain cb nyobain
minta: mnt njaluk menta mintak mntaa
tolong: tlg tlong tulung tlng tolongin plis please pliss help tolongg toling tlongg punten pls
mohon: mhn mohn mhon mohom mohonn
bantu: bntu bantuin dibantu mbantu bantuan bntuan membantu bantuanya bantuannya tolongbantu
terima kasih: makasih mksh mksih makasi mkasih thx thanks thank tq trims trmksh trimakasih terimakasih tks thankyou maturnuwun nuwun hatur nuhun suwun matur kamsia terimaksih trimksih trma ty makasihh tengkyu tengkiu trimaksih terimksih
selamat: slmt met slamat
halo: hallo hai hi haloo helo hello hay hei hey hlo alo p pe ping
assalamualaikum: ass asalamualaikum aslm askum asslmkm assalamu asslamualaikum samlekum samlikum
banyak: bnyk byk bnyak akeh seueur
semua: smua smw sm2 kabeh sadayana semuanya smuanya
sangat: bgt banget bngt bangt bgtt bangat bgd pisan nemen sgt pol tenan sangatt bangeet
sering: srg sring serng sringkali seringkali
selalu: sll slalu sllu selau slalu2 slaluu
lebih: lbh lbih
langsung: lgsg lsg lgsung lngsng lngsung langsng lngsg
cepat: cpt cepet cpet gancang cpat
lambat: lelet lola alon lamban leled
lemot: lmot lemod lemott lemoot
sulit: susah ssh sush angel hese ribet rumit ruwet syusah repot sussah dipersulit mempersulit persulit ribeet merepotkan menyusahkan nyusahin dipersusah mempersusah persusah dpersulit persulitkan
mudah: gampang gmpang gmpg gampil permudah dimudahkan mempermudah permudahkan kemudahan dipermudah
benar: bener bnr bner bnar betul btl leres bnrr benerr beneran bener2 betull
salah: slh slah salh
dipakai: dipake dipakek dipke
pakai: pake pke pkai pk make memakai dianggo anggo pakek pkek
gunakan: menggunakan gunain
habis: entek abis2 seep abis bis abiss hbs
kerja: gawe krja krj bekerja bkerja
keluar: kluar klwr kluwar metu klr kuar keluaar logoutt
keluar kerja: resign risen risign resaign resain resigned resein resing rsign
phk: dipecat pecat dirumahkan
nomor: no nmr nomer nmor nomornya nope nomr nmer num numer
nomor hp: nohp nohape
hp: hape handphone hanphone henpon henpone hpe handpone hndphone ponsel smartphone smartfon gawai gadget henfon hp2
whatsapp: wa whatsap wasap wa2 watsap whatshap
aplikasi: apl app apps aplikasinya aplikas apliksi aplkasi aplikasii aplikasih aplikai apliaksi aplikasin apklikasi aplikation application apikasi aplkasinya aplilasi apilkasi aplikasiny applikasi aplikadi palikasi apliksai aplksi aplkikasi aplokasi aplikasa aps aflikasi diaplikasi alpikasi apli apkikasi
apk: apknya apkny
jmo: jmonya jmoo jamo jm0 jemo jmi jamsostekmobile gmo jimo jmp
jamsostek: jamsostk jamsotek jamsos jamsostex
bpjs: bpjsnya bpjstk bpjsku bpj bpjsk pbjs bjps bjs
bpjs ketenagakerjaan: bpjamsostek bpjsketenagakerjaan bpjstku bpjskt bpjsnaker
ketenagakerjaan: ketenagakerjan ketenagakerjaa naker ktenagakerjaan tenagakerja
kesehatan: kshtn jkn kis kesehatn
login: log loging logn lgin longin logim lohin loggin logi logun logib legin login2 signin loogin logon loginnya lgn lojin ligin loginn
tidak login: galogin
logout: logot logaut keluarakun
daftar: dftar daptar mendaftar ndaftar pendaftaran regis registrasi register daftr daftarin dftr registasi daftarr registrasinya dafter registarsi didaftarin daftarkan
terdaftar: kedaftar terdftar trdaftar terdaptar terdafatar trdftar terdaftr
akun: account akunku akunnya akn accoun akkun akaun acun akunt accunt acount akum
password: pasword paswod paswd pass pasw pw paswort passwod passwor sandi katasandi passwrod pasward passwrd pasworld passwort passowrd passwordnya paswordnya sandinya pswd pswrd psswrd paasword paswot paswodnya passwordku sandiku paswordd psword pasworrd passwd paswrd paswed paswor fasswod
lupa: lali hilap klalen lpa ngelali poho kelalen kelupaan kesupen lupaa
ganti: gnti gantii ngganti mengganti diganti gentos rubah merubah ubah mengubah ngubah dirubah diubah robah ngerubah ngeganti digantiin gntii menganti gantinya dirobah
email: imel imail emel emil gmail email2 emailnya surel gimel gmailnya emai emaill ymail mail emailny imelnya emailku imil ema
otp: otpnya otepe otpny oteepe ootp opt
kode: kod kodenya kodee koed
sms: esemes smsnya
verifikasi: verif verivikasi verifikas vertifikasi ferifikasi verifikasinya verifikai verfikasi verifkasi veripikasi perifikasi verified verivikasinya verifikasih verivasi verfikasinya vervikasi veryfikasi verify verifikation vertivikasi ferivikasi diverifikasi memverifikasi terverifikasi verifikasiin peripikasi verifkasinya varifikasi vertifkasi feriv vervi terferivikasi
validasi: falidasi validsi tervalidasi divalidasi memvalidasi
konfirmasi: komfirmasi konfirm konpirmasi
wajah: muka muke mukanya mukaku wajahnya wajahku wjh face rai raimu beungeut raray wjah mukak pasrai muka2 fece pace fes mukaa vermuk
foto: poto potho photo fhoto foto2 fotonya potonya fto poto2 difoto ngefoto moto motret potret jepret fotoin
selfie: selpi selfi swafoto selpie salfi selfy selfienya swapoto slfie
biometrik: biometri biometrick biometric biometrix biometrik2 biomatrik beometrik biomertik biyometrik boimetrik biometriknya biotrik
kedip: kedipan berkedip ngedip kedipin kedap kedipkan mengedip ngedipin mengedipkan merem
kamera: camera kamra kmera kameranya cameranya kamerah
scan: sken skan scen scaning scanning scanner discan disken dipindai pindai memindai ngescan sken2
ktp: ektp katepe ktpnya ktpku
kk: kartukeluarga
nik: niknya niku
kpj: kapeje kpjnya kpjku kjp
npwp: npwpnya
kartu: krtu kartunya kertu katru
saldo: saldonya sldo saldoku saldo2 sldonya saldoo salado rsjht
uang: duit duid duitnya uangnya duite artos uangku duitku dwit dana danany duwit duwet doku cuan dananya duwik dit
klaim: claim klem kelaim klim cleim kliam klaem klaimnya mengklaim claimnya clem ngeklaim ngeclaim diklaim klain klaimm klaimin caim kleim kalim clim klam pengklaiman ngklaim pengeklaiman mencair
cair: cairkan cairin nyairin pencairan mencairkan cairnya dicairkan pencairannya cairan cairkn cairke nyairkeun mencairkn dicairin pencaeran cairinnya cair2 pencairn pencairanya mencaikan pecairan cairr cairken nyairke ngecairin
tarik: narik menarik penarikan ditarik tarikan narik2 tarikin withdraw wd narikin ditarikin
ambil: ngambil mengambil diambil pengambilan njupuk jupuk jipuk nyokot ngambilin ambl diambilin ngambilnya
transfer: tf trf tranfer transferan ditransfer tfnya trasfer ditf tranfser
rekening: rek rekeningnya norek norekening rekning rekenig reknya rekeningku reking rekenin norekeningnya rekeing
bank: benk bankk
atm: atmnya
klik: pencet pijit diklik dipencet mencet ngeklik kliknya pencetin dipijit diteken teken dikelik kelik ngepencet pijet dipijet sentuh tap ketuk
buka: bukak mbuka ngebuka membuka dibuka dibukak kebuka terbuka bukanya bkanya mbukak bka muka2in dibukain kebukak ngbuka
tutup: nutup ketutup menutup tertutup nutup2
mental: mantul kemental ngemental terpental kepental mentalin mentall mentul terlempar kelempar terdepak kedepak ngelempar kepentall ngeclose ngebleng forclose forceclose
sendiri: sndiri sendri dewe dewek sorangan sndri sendirian
muncul: mncul nongol munculnya mucul nongolnya metungul muncull detected
masuk: msuk msk mlebu lebet asup msk2 masukk masok masyuk masuknya mauk maauk masu kemasuk ngasup mlebet asupna
kirim: krim ngirim mengirim dikirim terkirim kekirim kirimkan kirimin ngirimin krm dikrim dikirimin pengiriman dikirm
terima: nerima menerima diterima nrima trima nrimo penerimaan nrm dapat dapet dpt mendapatkan dapetin dpat
error: eror eroor erorr erro eerror ereor erorr2 errorr erore errornya erornya arror erros eor eroe ngeror ngerror erorterus erroor ngeerror eroror
server: serper sarver serfer seper servernya servr
sistem: sistim sytem system systim sistemnya systm sisitem sestem
gangguan: ganguan gguan trouble trobel gngguan trabel ganggua trobol gangguannya trubel
maintenance: maintenen maintenis mentenens maintenace mantenance mt maintanance mentenance maintence maintainance maintain mainten maintenan mintenance maintnance maintance maintenence pemeliharaan mantenen mantenan mentenen maintanence maintenens
update: updet apdet updatenya upgrade apdate apdit updt updte updae updat upate upade diupdate diupdet mengupdate ngupdate ngapdet terupdate pembaruan pembaharuan perbarui perbaharui diperbarui diperbaharui memperbarui memperbaharui memperbaruhi memperbarukan perbaruan perbahuruan terbarui pembahruan pembruan perbaruhi diperbaruhi perbarukan pemutakhiran upde ngeupdate keupdate updatean updet2 upd update2 apdetan terapdet apdetnya updaten perbahrui perbarahui perharui pebarui perbarui2 updete updatemulu updated updatetan upadate perbaruai pembarui perbarihi pembaruhan memperbaruin ngapdate diapdet perbarua diperbaruin memperbaui perbari uodate ypdate abdet ufdate abdate perbaru dupdate perbarhui
versi: version persi fersi versinya
download: donlot donlod donwload dowload dowlod unduh ngunduh mengunduh diunduh didownload downlod donload unduhan dwonload downlot ngedownload donlut donlotan ngedonlot download2 didonlot dwnload mendownload downloadnya downlaod dwnld donglot
install: instal menginstal nginstal instalasi terpasang pasang masang memasang instol diinstal terinstal dipasang diinstall ngeinstal instl menginstall nginstall instalnya terinstall keinstall dinstal intal
uninstall: uninstal unistal uninstal2 uninstl unistall copot unninstal bongkarpasang diuninstall dicopot uninstalin reinstall diuninstal
playstore: playstor plastore pleystore plestor plesetor playsotre playstote plasytore playstre pleistor plystore playstrore playstroe playatore
appstore: apstore appstor apstor
hapus: ngapus menghapus dihapus hpus delete ilangin ngehapus apus
memori: memory ram penyimpanan storage memorinya internal memorynya
android: andorid androit andriod adroid
iphone: ipon ayfon iphon iphonenya aipon ios
sinyal: signal sinyalnya sinyl singnal senyal signalnya siyal
jaringan: jringan jaringannya jaringn network jrngan jarigan jaringanya jaringa jaringaan
internet: inet internetnya intrnet intrenet internt internetan
koneksi: konek konneksi connection koneksinya konek2 koneknya coneksi conect connect terkoneksi koneksii
kuota: quota kwota kuotanya kouta paketan paketdata kouota
wifi: wipi wifinya wfi waifai
loading: loding lodng loadingnya ngeloading lodingnya muter berputar putar muter2 loding2 muterr ngeloding loadng looding loadinng lodingg buffering muternya puter lodong mutar muterin mbulet
blokir: diblokir keblokir terblokir blokirnya memblokir block diblok blok keblok terblok ngeblok blocked diblock keblock terblock blokier terbokir bloked kebelokir diblokirin keblokirr terbelokir
kunci: dikunci terkunci kekunci locked ngunci kunciin
aktif: aktip aktiv aktf aktive aktifnya aktifkan ngaktifin mengaktifkan diaktifkan ngaktifkan pengaktifan aktivasi keaktifan aktifin
nonaktif: nonaktip nonaktifkan dinonaktifkan menonaktifkan nonaktivkan nonaktifin penonaktifan nonactive dinonaktifin nonaktv ternonaktif
status: statusnya setatus statusku statua
peserta: pserta pesertanya kepesertaan kepersetaan keperseraan kepesrtaan perserta kepesertaannya kepesertan pesertaan kpesertaan
perusahaan: pt perusahan prusahaan pershaan kantorlama persahaan pabrik perushaan perusahaanku perusaan prshaan diperusahaan hrd
data: datanya dta datane dataku datae
pengkinian: pekinian pengkinianya pengkinin penkinian pengkiniaan pengkian pegkinian pemgkinian pengkinan pengkinain pengkiniannya pengkininan pengkinia ngkinian pengkinisn pengkiniandata penginian pemgkini pengkinial pengikian kekinian
tanggal: tgl tglnya tnggal tanggalnya tgllahir
lahir: lhr lahirnya
alamat: almt alamatnya alamt
kantor: kntor kntr kator ktr kantornya opis kantorny kantir kekantor dikantor kekantornya
cabang: cbg cbang cabng cabangnya kacab cabanng kecabang kcp
antrian: antri ngantri antre antrean ngantre antriannya antrain
petugas: cs customer costumer kastemer operator agen pegawai petugasnya petgas custumer csnya agent staff staf adm
layanan: pelayanan service pelayananya servis pelayanannya pelayan servic
kecewa: mengecewakan kcewa ngecewain
proses: diproses prosesnya memproses prses peroses prosess prosesny prosees kepproses terproses
ditolak: tolak ketolak menolak tertolak ditlak penolakan nolak reject direject
gagal: ggl gagl gagalan gagall gatot ggal kegagalan gagak gagalnya digagalkan failed terhalang
batal: dibatalkan membatalkan batalkan pembatalan cancel dicancel batalin dibatalin
syarat: persyaratan sarat syaratnya persaratan persyaratannya syrat
dokumen: dokumennya dokumn berkas berkasnya dokument dok dokumentasi brkas dokemen
paklaring: paklaringnya parklaring pakelaring paklareng verklaring peklaring paklarin vaklaring
iuran: iurannya iurn yuran iyuran
bayar: byr membayar mbayar dibayar bayarin pembayaran dibayarkan bayarnya terbayar dibayarin pembayarannya mbayarke
cek: ngecek mengecek dicek check ceknya chek cekk pengecekan cheking kecek ngececk dicheck cek2 ceking ngecekin
lihat: liat ningali ndelok melihat dilihat liyat ngelihat ngeliat keliatan kelihatan terlihat lihatnya tempo
penuh: full pnuh kebek penuhh
penipuan: nipu penipu ketipu ditipu tipu tertipu scam tipu2 penipuannya nipuu
hilang: ilang hlg ngilang kehilangan musna leungit hilng ilangan menghilang raib
kosong: nol ksong 0 zero kosongg
kurang: krg kurg krang kekurangan
tambah: nambah tmbah ditambah bertambah nambah2 ketambahan
jelek: buruk elek bapuk burik jlek buriq
parah: prah parahh parahnya
sampah: smpah ampas sampahh
bodoh: goblok tolol bego bodo gblk goblog bodoh2 guoblok konyol bego2 dongo dungu bloon
rusak: bobrok rusakk rsk bobroknya ngaco kacau amburadul
bagus: bgus mantap mantab keren sae apik manteb mantep mantul2 joss jos bgs baguss top
perbaiki: dibenerin benerin diperbaiki perbaikan benahi dibenahi perbaikin betulin dibetulin memperbaiki perbaikilah perbaikki perbaikannya dibetulkan pebaiki perbaki bagusin diperbaikin perbaik diperhatikan perhatikan tingkatkan ditingkatkan dibenarkan
cara: crane carane carana caranya crnya cranya crana
langkah: langkah2 tahapan step stepnya tahap
pengguna: user penguna usernya
tampil: tampilan nampil ditampilkan tampilannya menampilkan tmpil
informasi: info inpo informasinya infonya
terhubung: tersambung kehubung nyambung menyambung sambung trhubung terhubng terkait nyantol tersangkut nyangkut
perangkat: device divais prangkat perangkatnya dvice prngkat devais
lanjut: lanjutkan dilanjutkan melanjutkan lanjutin selanjutnya lanjutnya lanjutan nerusin diteruskan lanjutt
selesai: rampung kelar beres sls slesai rengse rampungnya
ada: ad adaa ono aya ade adanya tersedia
jadi: jd jdi dadi jdii jdinya jadinya
punya: pny pnya duwe gaduh gableg punye
kasih: ksh kasi ngasih dikasih memberikan diberi berikan menehi kasihkan
bilang: blg ngomong katanya kata katany ktnya bilangnya ngmg
tanya: nanya bertanya takon tanyak nany tnya tny naros
hubungi: menghubungi hubungin dihubungi ngontak kontak telpon telepon nelpon telp tlp tlpn telfon nlp menelepon tlpon nelepon ditelpon calling hub nelfon ditelfon
call center: callcenter kolsenter callcentre kolcenter
dulu: dlu dl dhisik disik heula dolo dlo
daripada: drpd dripada ketimbang
begitu: gitu gt gtu ngono kitu bgtu gituu bgitu gtuh
begini: gini gni ngene kieu bgini ginii kiye bgni
ini: iki ieu ni nih nii inih inii inj nich nie
itu: kae eta tu tuh ituu
malah: mlh malahan mala mlah malahann kalahkah
sudah benar: udahbener
jalan: mlaku jln berjalan leumpang
lapak asik: lapakasik lapaasik lapasik lapakasi lapaksik
jht: jhtnya jhtku jehate jehat jhete
jkp: jkpnya
bsu: bsunya subsidi
pensiun: pensiunan pensiunnya pension
ahli waris: ahliwaris warisnya
meninggal: wafat mninggal almarhum almarhumah seda ninggal
tki: pmi tkw
tidak sesuai: gasesuai
tidak cocok: gacocok
sesuai: sesuwai sesui seusai sesuei
cocok: cck cucok cocog match
ditemukan: ketemu ktemu kapanggih ditemuka nemu menemukan ditemuin kepanggih
bohong: boong hoax hoaks
menu: menunya
fitur: fiturnya fitu feature
tombol: tombolnya tmbol tombl
layar: layarnya skrin screen lyar
putih: puteh blank bleng ngeblank blang
hitam: ireng item
maaf: mf maap sori sorry maf hapunten ngapunten
iya: iy ya yaa y iyaa yes nggih enggih muhun yup yoi yah
oke: ok okeh okay okee oks sip siap siip sipp
puas: muas memuaskan
percuma: prcuma
memang: emg emang mmg emank emng
begitu juga: idem
kali: x kli berkali brkali
berkali kali: berkali2 berkalikali berulang2 bolakbalik bolak2
mobile jkn: mobilejkn
nya: ny
ketemu: temukan
disuruh: suru sruh dsruh suruh nyuruh dsuruh disuru disruh menyuruh
nyaman: nyamn
dalam: dlm dalem
tetap: tetep ttep ttp tetp tep
pembohong: php
berguna: guna gunanya berfaedah bermanfaat manfaat
butuh: membutuhkan butuhkan butuhnya
tepat: pas
telat: molor
verifikasi wajah: verifwajah vermukwajah
otomatis: auto automatis
masalah: maslah mslh permasalahan problem bermasalah
kendala: kendalanya terkendala trkendala
lacak: tracking dilacak melacak trecking traking treking nglacak
koreksi: ngoreksi
tanggapan: tanggapi respon merespon respons ditanggapi direspon dibales bales bls balesan balasan membalas jawab menjawab jawaban dijawab dibalas
reset: riset ngereset mereset direset
bintang: bintangnya bintng
banget: super
tulisan: tulisannya tulisanya bertuliskan bacaannya tertulis
susah: kesusahan
sih: si sii sihh siih sh
masa: masaa
pemerintah: pemerintahan pemerintahannya
batas: limit maksimal maks max maksimum batasan plafon dibatasi limitnya
anak: ank
tidak respon: freeze
memasukkan: masukin memasukan dimasukan dimasukin masukan masukkan dimasukkan masukn msukan input nginput menginput diinput ngisi mengisi isi diisi ngisiin isian
`;

/** Words written apart that belong together, and other set phrases: `standard form: phrase | phrase`. */
export const phrases = `
setelah update: habis update | abis update | abis di update | abis diperbarui | habis diperbarui | abis apdet | habis apdet
login: log in | lok in | log inn | sign in | masuk akun
logout: log out | keluar akun | sign out
password: kata sandi | pass word | kata kunci | kode sandi | pas word | kata password
email: e mail | g mail
playstore: play store | plai store | google play
appstore: app store | apps store
update: up date | up grade | up det | pembaruan aplikasi
download: down load | don load | don lot
nonaktif: non aktif | non active | tidak aktif | non aktip
lapak asik: lapak asyik
jamsostek mobile: jamsostek mobil
whatsapp: whats app | what app
ketenagakerjaan: ketenaga kerjaan | tenaga kerja | ketenaga kerjan
antrian online: antri online
tidak sengaja: ga sengaja
tidak: sama sekali tidak
face id: face recognition
otp: kode otp | kode o t p | o t p
verifikasi wajah: face verification
maintenance: main tenance
`;
