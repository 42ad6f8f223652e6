import type { RiskClass } from '@/lib/policy';

// Verbs of tools that are described in other languages. Ideographic texts have no blanks: there the first that occurs counts.
const alphabetic: { [riskClass in RiskClass]: string } = {
  Read: `devuelve retorna retornar renvoie renvoyer retourne liefert restituisce возвращает resumir obtener obtiene obten buscar busca listar lista consultar consulta leer lee mostrar muestra recuperar recupera calcular calcula
    mostra exibir exibe visualizar contar verificar verifica validar valida analizar analiza obter obtém buscar pesquisar listar consultar ler mostrar recuperar
    récupère récupérer obtenir obtient rechercher recherche lister liste afficher affiche lire lit calculer analyser analyse vérifier
    holt abrufen ruft sucht suchen liest lesen zeigt anzeigen listet auflisten berechnet berechnen prüft prüfen analysiert
    получить получает найти поиск список прочитать читает показать проверить ottiene ottenere cerca cercare elenca leggi mostra`,
  Write: `agendar agenda reservar reserva crear crea añadir añade agregar agrega actualizar actualiza modificar modifica editar edita guardar guarda registrar registra
    asignar asigna criar cria adicionar adiciona atualizar atualiza alterar salvar salva rattacher rattache réaffecter affecter renommer renommé déplacer renombrar renomear mover soumettre créer crée ajouter ajoute modifier modifie
    enregistrer enregistre mettre erstellen erstellt anlegen hinzufügen aktualisieren aktualisiert ändern ändert speichern speichert
    schreiben schreibt setzt создать создает добавить обновить изменить сохранить записать creare aggiungere aggiorna modifica salva`,
  Execute: `abrir abre reproducir reproduce ouvrir ouvre öffnen öffnet открыть ejecutar ejecuta enviar envía envia cancelar cancela annuler annule stornieren storniert отменить iniciar inicia detener detiene publicar publica lanzar executar executa parar
    exécuter exécute envoyer envoie lancer démarrer démarre arrêter publier ausführen führt senden sendet startet starten stoppt
    stoppen выполнить запустить отправить остановить eseguire esegue inviare invia avvia`,
  Destructive: `eliminar elimina borrar borra suprimir revocar revoca revogar revoga vaciar excluir exclui apagar apaga deletar remover supprimer supprime
    effacer efface révoquer löschen löscht entfernen entfernt widerrufen удалить удаляет очистить отозвать eliminare cancella`,
  Financial: `pagar paga comprar compra transferir transfiere reembolsar vender pagamento payer paie acheter achète rembourser virement
    bezahlen bezahlt kaufen kauft überweisen verkaufen erstatten оплатить купить продать перевести pagare acquista`,
};

const ideographic: { [riskClass in RiskClass]: string } = {
  Financial: '支付 付款 购买 下单 退款 转账 续费 提现 充值 支払 購入 返金 送金 注文する 결제 구매 환불 송금',
  Destructive:
    '退订 解约 取消订单 取消订阅 取消预订 作废 吊销 注銷 删除 刪除 清空 销毁 撤销 卸载 移除 清除 注销 削除 消去 取り消 破棄 삭제 제거 초기화',
  Execute:
    '执行 運行 运行 发送 發送 启动 停止 重启 部署 触发 发布 调用 点击 実行 送信 開始 投稿 起動 クリック 실행 전송 발송 시작 중지 배포 클릭',
  Write:
    '创建 新建 添加 新增 更新 修改 设置 保存 编辑 上传 写入 生成文件 配置 启用 禁用 管理 初始化 建立 作成 追加 変更 保存 設定 編集 登録 アップロード 書き込 생성 추가 수정 업데이트 저장 설정 등록',
  Read: '确认 判断 判定 等待 截取 显示 统计 检测 验证 获取 查询 查詢 搜索 列出 读取 查看 检索 查找 分析 解析 返回 获得 计算 取得 検索 一覧 表示 確認 読み取 読み込 参照 조회 검색 목록 가져오 확인 읽기',
};

const words = new Map<string, RiskClass>();
const signs: { sign: string; class: RiskClass }[] = [];
for (const riskClass of Object.keys(alphabetic) as RiskClass[]) {
  for (const word of alphabetic[riskClass].split(/\s+/)) {
    // Names are mostly written without accents: `executer_requete`.
    for (const form of [word, word.normalize('NFD').replace(/\p{M}/gu, '')]) {
      if (!words.has(form)) words.set(form, riskClass);
    }
  }
}
for (const riskClass of Object.keys(ideographic) as RiskClass[]) {
  for (const sign of ideographic[riskClass].split(' ')) signs.push({ sign, class: riskClass });
}

// What is owed or paid, and the verbs that bring it about: `crear_pedido`, `efetuar_pagamento`.
const owed = new Set(
  `pedido pedidos encomenda pago pagos pagamento pagamentos transferencia transferência reembolso reembolsos compra commande commandes
  paiement paiements virement remboursement bestellung zahlung überweisung erstattung ordine pagamento bonifico rimborso
  заказ платеж платёж перевод возврат`.split(/\s+/),
);
const brings = new Set(
  `crear crea criar cria créer crée creer cree erstellen erstellt creare hacer hace fazer faz realizar realiza efectuar efetuar effectuer passer
  aufgeben ausführen procesar procesa processar processa procesar iniciar inicia enviar envía envia emitir создать отправить`.split(
    /\s+/,
  ),
);

/** The class of a verb of another language together with the words behind it, where they decide. */
export function foreignClassOf(verb: string, objects: string[]): RiskClass | undefined {
  const alone = words.get(verb);
  if (brings.has(verb) && objects.some((word) => owed.has(word))) return 'Financial';
  return alone;
}

export type ForeignAct = { class: RiskClass; start: number; end: number };

/** The class of a verb in another alphabetic language. */
export function foreignVerb(word: string): RiskClass | undefined {
  return words.get(word);
}

/** The verbs of an ideographic text within its first `cap` UTF-16 units, in their order. */
export function ideographicActs(text: string, cap = 120): ForeignAct[] {
  const head = text.slice(0, cap);
  let ideographs = 0;
  for (let i = 0; i < head.length; i++) if (head.charCodeAt(i) >= 0x3040) ideographs++;
  if (ideographs < 4) return [];
  const acts: ForeignAct[] = [];
  for (const { sign, class: riskClass } of signs) {
    const at = head.indexOf(sign);
    if (at >= 0) acts.push({ class: riskClass, start: at, end: at + sign.length });
  }
  return acts.sort((a, b) => a.start - b.start);
}
