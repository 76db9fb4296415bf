import { dayWords } from './day-words.ts';
import { durationOf } from './duration.ts';
import type { StatusWords } from './words.ts';

/** Times take an article: "las 14:05", "la 01:05", "el martes, 14:05". */
function withArticle(time: string): string {
  if (/^01:/.test(time)) return `la ${time}`;
  return /^\d\d:/.test(time) ? `las ${time}` : `el ${time}`;
}

const since = (time: string): string => (time === '' ? '' : ` desde ${withArticle(time)}`);

/** "de el" and "a el" become one word. */
const from = (time: string): string => `De ${withArticle(time)}`.replace(/^De el /, 'Del ');
const to = (time: string): string => `a ${withArticle(time)}`.replace(/^a el /, 'al ');

const duration = (ms: number): string =>
  durationOf(ms, {
    days: (count) => (count === 1 ? '1 día' : `${count} días`),
    underAMinute: 'menos de un minuto',
  });

export const es: StatusWords = {
  language: 'es',
  ownName: 'Español',
  locale: 'es-ES',
  states: {
    working: 'Todo bien',
    impaired: 'Con problemas',
    down: 'Fuera de servicio',
    maintenance: 'Trabajos previstos',
    unknown: 'No se sabe',
  },
  incidentStates: {
    investigating: 'Buscando la causa',
    identified: 'Causa encontrada',
    monitoring: 'Seguimos atentos',
    resolved: 'Resuelto',
  },
  templates: {
    noticed: 'Hemos visto que algo no va bien y lo estamos mirando.',
    looking: 'Seguimos buscando la causa.',
    power: 'Se ha ido la luz. Casi todo volverá solo cuando regrese.',
    internet: 'Se ha cortado la conexión a internet. Estamos esperando a que el proveedor la recupere.',
    update: 'Una actualización no ha salido bien. Lo estamos arreglando.',
    hardware: 'Se ha estropeado un aparato. Lo estamos reparando o cambiando.',
    fixing: 'Sabemos qué pasa y lo estamos arreglando.',
    watching: 'Ya vuelve a funcionar. Seguiremos atentos un rato más.',
    over: 'Ya ha pasado y todo vuelve a funcionar como siempre. Gracias por la paciencia.',
  },
  sentences: {
    nothingShown: 'Aquí todavía no hay nada que ver',
    works: 'Todo funciona',
    fixing: (names) => `Estamos arreglando ${names}`,
    down: (names, time) => `${names}: fuera de servicio${since(time)}`,
    impaired: (names, time) => `Algo no va bien con ${names}${since(time)}`,
    maintenance: (names, until) =>
      `Trabajos previstos en ${names}${until === '' ? '' : ` hasta ${withArticle(until)}`}`,
    unknown: (names, time) => `No sabemos nada de ${names}${since(time)}`,
    allUnknown: (time) => `No tenemos noticias${since(time)}`,
  },
  since,
  andMore: (names, more) => `${names} y ${more} más`,
  duration,
  day: (day) =>
    dayWords(day, {
      duration,
      worked: 'todo bien',
      notKnown: 'sin datos',
      down: (length) => `fuera de servicio durante ${length}`,
      impaired: (length) => `con problemas durante ${length}`,
      maintenance: (length) => `trabajos previstos durante ${length}`,
      unknown: (length) => `sin datos durante ${length}`,
    }),
  uptime: (percent) => `Todo bien el ${percent} del tiempo en los últimos 90 días, que sepamos`,
  noUptime: 'No se sabe nada de los últimos 90 días',
  today: 'Hoy',
  daysAgo: (days) => (days === 1 ? 'Hace 1 día' : `Hace ${days} días`),
  headings: {
    now: 'Qué pasa ahora',
    planned: 'Trabajos previstos',
    past: 'Qué pasó antes',
    days: 'Los últimos 90 días',
    troubledDays: 'Días con problemas',
    otherLanguages: 'Otros idiomas',
  },
  incidentTitle: (names) => `Problemas con ${names}`,
  generalIncident: 'Algo no va bien',
  concerns: (names) => `Se trata de: ${names}`,
  by: (name) => `por ${name}`,
  fromTo: (start, end) => `${from(start)} ${to(end)}`,
  maintenanceNow: 'En curso',
  noPast: 'Sin problemas en los últimos 90 días.',
  checked: (time) => `Última comprobación: ${time}`,
  stale: (time, age) => `Puede que esto no esté al día. Última comprobación: ${time} (${age}).`,
  notify: {
    offer: '¿Quiere recibir avisos?',
    explain: 'Este navegador muestra un mensaje cuando hay novedades aquí. No hace falta ninguna cuenta.',
    start: 'Avisarme',
    isOn: 'Este navegador recibirá un aviso cuando haya novedades.',
    stop: 'Parar',
    stopped: 'Este navegador ya no recibirá avisos.',
    denied: 'Este navegador no permite mensajes de esta página. Se puede cambiar en sus ajustes.',
    failed: 'No ha funcionado. Se puede volver a intentar más tarde.',
  },
  feeds: {
    atom: 'Novedades (Atom)',
    rss: 'Novedades (RSS)',
    calendar: 'Calendario de trabajos previstos',
    json: 'Para programas (JSON)',
  },
  badge: { status: 'Estado', uptime: 'Últimos 90 días' },
  door: {
    title: 'Esta página se abre con una contraseña',
    explain: 'Quien le dio esta dirección conoce la contraseña.',
    word: 'Contraseña',
    open: 'Abrir',
    wrong: 'Esa no es la contraseña. Inténtelo de nuevo, por favor.',
  },
  skip: 'Ir al contenido',
};
